//! The three languages, and names that exist in all of them.

use serde::{Deserialize, Serialize};

/// A language a member can choose.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Gujarati.
    Gu,
    /// Hindi.
    Hi,
    /// English.
    En,
}

impl Lang {
    /// All languages, in the order of the language screen.
    pub const ALL: [Self; 3] = [Self::Gu, Self::Hi, Self::En];

    /// Its BCP-47 code, which is also its folder in `locales/` and its value in SQL.
    pub fn code(self) -> &'static str {
        match self {
            Self::Gu => "gu",
            Self::Hi => "hi",
            Self::En => "en",
        }
    }

    /// The language of a code; `None` for a code we do not speak.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// Its place in tables that hold one value for each language.
    pub fn index(self) -> usize {
        self as usize
    }
}

/// A language in one script: what a text is written in. Texts in Latin letters are for handsets that show
/// no Gujarati or Hindi letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LangScript {
    /// Gujarati in its own script.
    Gu,
    /// Gujarati in Latin letters.
    GuLatn,
    /// Hindi in its own script.
    Hi,
    /// Hindi in Latin letters.
    HiLatn,
    /// English.
    En,
}

impl LangScript {
    /// Every language.
    pub const ALL: [Self; 5] = [Self::Gu, Self::GuLatn, Self::Hi, Self::HiLatn, Self::En];

    /// Its BCP-47 tag, which is also its folder in `locales/` and its value in SQL.
    pub fn code(self) -> &'static str {
        match self {
            Self::Gu => "gu",
            Self::GuLatn => "gu-Latn",
            Self::Hi => "hi",
            Self::HiLatn => "hi-Latn",
            Self::En => "en",
        }
    }

    /// The language of a tag; `None` for one we do not write.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|lang_script| lang_script.code() == code)
    }

    /// A language in its own script.
    pub fn of(lang: Lang) -> Self {
        match lang {
            Lang::Gu => Self::Gu,
            Lang::Hi => Self::Hi,
            Lang::En => Self::En,
        }
    }

    /// The language it is.
    pub fn lang(self) -> Lang {
        match self {
            Self::Gu | Self::GuLatn => Lang::Gu,
            Self::Hi | Self::HiLatn => Lang::Hi,
            Self::En => Lang::En,
        }
    }

    /// The same language in its other script; `None` for English, which has one.
    pub fn other_script(self) -> Option<Self> {
        match self {
            Self::Gu => Some(Self::GuLatn),
            Self::GuLatn => Some(Self::Gu),
            Self::Hi => Some(Self::HiLatn),
            Self::HiLatn => Some(Self::Hi),
            Self::En => None,
        }
    }
}

/// Words that the cooperative itself wrote, in all three languages: a category, a ballot's title,
/// a requester's name. Words of the program live in `locales/`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Words {
    /// In Gujarati.
    pub gu: String,
    /// In Hindi.
    pub hi: String,
    /// In English.
    pub en: String,
}

impl Words {
    /// The words in the three languages, in the order Gujarati, Hindi, English.
    pub fn new(gu: &str, hi: &str, en: &str) -> Self {
        Self {
            gu: gu.into(),
            hi: hi.into(),
            en: en.into(),
        }
    }

    /// The words in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Gu => &self.gu,
            Lang::Hi => &self.hi,
            Lang::En => &self.en,
        }
    }
}
