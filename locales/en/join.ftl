# What a caller hears whose number no member has.
# Change only words. Leave the names before "=", the dots, and all that stands in { } as they are.

join-how = Namaste. To join { $coop }, come to a meeting or speak with the sakhi.
