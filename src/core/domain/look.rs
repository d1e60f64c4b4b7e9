//! Looks at what is a member's: who looked, at what, and why, so that she and the auditor can be told.

/// What an officer looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LookedAt {
    /// A page of the list of members, or what a search found: names of many.
    List,
    /// The page of one member.
    Member,
    /// The whole numbers of her phones.
    Numbers,
}

impl LookedAt {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::List, Self::Member, Self::Numbers];

    /// Its name in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Member => "member",
            Self::Numbers => "numbers",
        }
    }

    /// From its name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// Why an officer wants to see a whole number. It is chosen and not typed: a typed reason would hold what is
/// personal, and would have to be sealed and erased like a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RevealReason {
    /// To call her.
    Call,
    /// To hold it against paper, or against what she says.
    Check,
    /// She asks which number stands there.
    Asked,
    /// Something is wrong with texts to it.
    Texts,
}

impl RevealReason {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::Call, Self::Check, Self::Asked, Self::Texts];

    /// Its name in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Check => "check",
            Self::Asked => "asked",
            Self::Texts => "texts",
        }
    }

    /// From its name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_read_as_what_it_names() {
        for one in LookedAt::ALL {
            assert_eq!(LookedAt::parse(one.code()), Some(one));
        }
        for one in RevealReason::ALL {
            assert_eq!(RevealReason::parse(one.code()), Some(one));
        }
        assert_eq!(LookedAt::parse("numbers "), None);
        assert_eq!(RevealReason::parse(""), None);
    }
}
