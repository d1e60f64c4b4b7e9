//! What an officer has to see to because of a text.

use super::entry::coded;

coded! {
    /// What a task is about. There is one open task for one matter.
    TaskKind {
        /// A template that the network refused, or that is not approved: its notice and language.
        Template = "template",
        /// A gateway that may not be used as we use it: its name.
        Gateway = "gateway",
        /// A gateway without credit: its name.
        Credit = "credit",
        /// A template that a gateway would have to write itself, and has no flow for: the gateway, its
        /// notice and language. The gateway does without it meanwhile.
        Flow = "flow",
        /// Texts that a gateway gave no answer about were sent again, so that some may have come twice: the
        /// gateway that was asked last.
        Twice = "twice",
        /// A text that no language of a language is written or registered for: notice and language.
        NoTemplate = "no-template",
    }
}
