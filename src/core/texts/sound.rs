//! Folding a name to how it sounds, so that one who types "Ramila" finds રમીલા and रमीला (console reference 4).
//!
//! A key is short and coarse on purpose: what is written in several ways in Latin letters (long and short vowels,
//! aspiration, the three s, y and i, the first nasal of "Champa") is one. So a key finds too many rather than too
//! few; whoever looks chooses from a list. It is never shown and never kept.

/// How a consonant of Gujarati or Devanagari sounds, by its place in the block of its script: both have the same
/// order (Unicode Standard, chapter 12).
const CONSONANTS: &[u8; 37] = b"kkggnccjjnttddnttddnnppbbmirrlllvsssh";

/// The first and the last place of a consonant.
const FIRST_CONSONANT: u32 = 0x15;
const LAST_CONSONANT: u32 = 0x39;

/// What "ben" and "bahen", sister, sound like at the end of a name: it is said to every woman, and often left out.
const SISTER: [&str; 2] = ["bin", "bn"];

/// The keys of the words of a text, in its order. Words that say nothing of a sound are left out.
pub fn sound_keys(text: &str) -> Vec<String> {
    let is_between = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || c == '।';
    let words = text.split(is_between);
    words.map(sound_key).filter(|key| !key.is_empty()).collect()
}

/// The key of one word; empty where it has no letter.
pub fn sound_key(word: &str) -> String {
    let sounds = sounds(word);
    let key = folded(&once_each(&sounds));
    // "Sister" alone stays: somebody looks for it.
    for sister in SISTER {
        if let Some(name) = key.strip_suffix(sister)
            && name.len() >= 2
        {
            return name.to_owned();
        }
    }
    key
}

/// Whether a key may be the beginning of another. An m that ends it may become an n there: "Cham" of "Champa".
pub fn begins_with(key: &str, beginning: &str) -> bool {
    key.starts_with(beginning)
        || beginning.strip_suffix('m').is_some_and(|before| {
            key.strip_prefix(before)
                .is_some_and(|rest| rest.starts_with('n'))
        })
}

/// A word as sounds in small Latin letters, c for the sound of "ch", with the vowels that stand in it.
fn sounds(word: &str) -> String {
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let mut sounds = String::with_capacity(letters.len() + 8);
    // Whether the last letter was an Indian consonant, which is said with an a unless something follows.
    let mut is_open = false;
    let mut at = 0;
    while let Some(letter) = letters.get(at).copied() {
        let rest = &letters[at + 1..];
        at += 1;
        let Some(place) = indic_place(letter) else {
            close(&mut sounds, &mut is_open);
            at += latin(letter, rest, &mut sounds);
            continue;
        };
        if (FIRST_CONSONANT..=LAST_CONSONANT).contains(&place) {
            close(&mut sounds, &mut is_open);
            // The letter of "gyan" is written j, mark, ñ.
            let next = |n: usize| rest.get(n).copied().and_then(indic_place);
            if place == 0x1C && next(0) == Some(0x4D) && next(1) == Some(0x1E) {
                sounds.push_str("gi");
                at += 2;
            } else if let Some(sound) = consonant(place) {
                sounds.push(sound);
            }
            is_open = true;
        } else if place != 0x3C {
            // Anything else than the dot below a letter ends its open a: a vowel takes its place.
            let said = other(place);
            if is_open && !is_vowel_sign(place) {
                sounds.push('a');
            }
            is_open = false;
            sounds.push_str(said);
        }
    }
    close(&mut sounds, &mut is_open);
    sounds
}

/// The a of an Indian consonant that nothing has ended.
fn close(sounds: &mut String, is_open: &mut bool) {
    if std::mem::take(is_open) {
        sounds.push('a');
    }
}

/// The place of a letter in its block, where it is Gujarati or Devanagari.
fn indic_place(letter: char) -> Option<u32> {
    match u32::from(letter) {
        // Nagari has these with their dot as letters of their own: the plain ones stand elsewhere.
        code @ 0x0958..=0x095F => {
            let plain = [0x15, 0x16, 0x17, 0x1C, 0x21, 0x22, 0x2B, 0x2F];
            plain.get((code - 0x0958) as usize).copied()
        }
        code @ (0x0900..=0x0963 | 0x0A80..=0x0AE3) => Some(code & 0x7F),
        _ => None,
    }
}

fn consonant(place: u32) -> Option<char> {
    let nth = usize::try_from(place - FIRST_CONSONANT).ok()?;
    CONSONANTS.get(nth).map(|sound| char::from(*sound))
}

/// Signs of vowels, and the mark that says that a consonant has none.
fn is_vowel_sign(place: u32) -> bool {
    (0x3E..=0x4D).contains(&place)
}

/// How a letter or sign sounds that is no consonant.
fn other(place: u32) -> &'static str {
    match place {
        0x01 | 0x02 => "n",
        0x05 | 0x06 | 0x3E => "a",
        0x07 | 0x08 | 0x3F | 0x40 | 0x0D..=0x0F | 0x45..=0x47 => "i",
        0x09 | 0x0A | 0x41 | 0x42 | 0x11..=0x13 | 0x49..=0x4B => "u",
        0x0B | 0x43 | 0x44 => "r",
        0x10 | 0x48 => "ai",
        0x14 | 0x4C => "au",
        _ => "",
    }
}

/// Adds the sound of a Latin letter; how many letters behind it belong to it.
fn latin(letter: char, rest: &[char], sounds: &mut String) -> usize {
    let next = rest.first().copied().unwrap_or(' ');
    let is_first = sounds.is_empty();
    let (sound, more) = match letter {
        'g' if (is_first && next == 'n') || next == 'y' => ("gi", 1),
        'j' if next == 'n' => ("gi", 1),
        'c' if next == 'h' => ("c", 1),
        // "Grace" ends in an e that nobody says.
        'c' if next == 'e' && rest.len() == 1 => ("s", 1),
        'c' if "eiy".contains(next) => ("s", 0),
        'c' if next == 'k' => ("k", 1),
        'c' | 'q' => ("k", 0),
        'x' => ("ks", 0),
        'f' => ("p", 0),
        'w' => ("v", 0),
        'z' => ("j", 0),
        'e' | 'y' => ("i", 0),
        'o' => ("u", 0),
        'a'..='z' => {
            sounds.push(letter);
            return 0;
        }
        // Marks above a letter, and letters of other scripts, say nothing here.
        _ => ("", 0),
    };
    sounds.push_str(sound);
    more
}

/// The sounds without an h that is not the first, and without doubled ones.
fn once_each(sounds: &str) -> String {
    let mut once = String::with_capacity(sounds.len());
    for (at, sound) in sounds.chars().enumerate() {
        let is_breath = sound == 'h' && at > 0;
        if !is_breath && !once.ends_with(sound) {
            once.push(sound);
        }
    }
    once
}

/// The key of sounds: no a but a first one, no i or u behind an r, one nasal before a lip.
fn folded(sounds: &str) -> String {
    let mut key = String::with_capacity(sounds.len());
    for (at, sound) in sounds.chars().enumerate() {
        let last = key.chars().next_back();
        let is_left_out = match sound {
            'a' => at > 0,
            'i' | 'u' => last == Some('r') || last == Some(sound),
            _ => false,
        };
        if is_left_out {
            continue;
        }
        if last == Some('m') && matches!(sound, 'p' | 'b') {
            key.pop();
            key.push('n');
        }
        key.push(sound);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_key_however_it_is_written() {
        for (gu, hi, latin) in [
            ("રમીલા", "रमीला", &["Ramila", "Rameela", "RAMILA"][..]),
            ("સવિતા", "सविता", &["Savita", "Sawita", "Saveeta"]),
            ("કાંતા", "कांता", &["Kanta", "Kaanta"]),
            ("મંજુ", "मंजू", &["Manju", "Manjoo"]),
            ("ગ્રેસ", "ग्रेस", &["Grace", "Gres"]),
            ("જમના", "जमना", &["Jamna", "Jamana"]),
            ("શાંતા", "शांता", &["Shanta", "Santa"]),
            ("લક્ષ્મી", "लक्ष्मी", &["Laxmi", "Lakshmi"]),
            ("ચંપા", "चंपा", &["Champa", "Chanpa"]),
            ("કૃષ્ણા", "कृष्णा", &["Krishna", "Krushna"]),
            ("ગીતા", "गीता", &["Geeta", "Gita"]),
            ("દક્ષા", "दक्षा", &["Daksha", "Daxa"]),
            ("જ્યોતિ", "ज्योति", &["Jyoti", "Jyothi"]),
            ("પ્રિયા", "प्रिया", &["Priya", "Pria"]),
            ("વિજયા", "विजया", &["Vijaya", "Vijya"]),
            ("ઉર્મિલા", "उर्मिला", &["Urmila", "Oormila"]),
            ("ઐશ્વર્યા", "ऐश्वर्या", &["Aishwarya", "Aishvarya"]),
            ("જ્ઞાનવી", "ज्ञानवी", &["Gyanvi", "Jnanvi", "Gnanvi"]),
            ("ફાતિમા", "फ़ातिमा", &["Fatima", "Phatima"]),
            ("ઝરીના", "ज़रीना", &["Zarina", "Jarina"]),
            ("મહેતા", "मेहता", &["Mehta", "Maheta"]),
            ("ગૌરી", "गौरी", &["Gauri", "Gouri"]),
        ] {
            let key = sound_key(gu);
            assert!(!key.is_empty(), "{gu}");
            assert_eq!(sound_key(hi), key, "{gu} {hi}");
            for written in latin {
                assert_eq!(sound_key(written), key, "{gu} {written}");
            }
        }
    }

    #[test]
    fn names_that_sound_different_have_different_keys() {
        let names = [
            "Ramila", "Savita", "Kanta", "Manju", "Jamna", "Shanta", "Hansa", "Kokila", "Lila",
            "Madhu", "Nirmala", "Parvati", "Rekha", "Sarla", "Urmila", "Vasanti", "Champa",
            "Daksha", "Geeta", "Hema", "Indira", "Jyoti", "Anita", "Nita", "Asha", "Usha",
        ];
        let keys: std::collections::BTreeSet<String> =
            names.iter().map(|name| sound_key(name)).collect();
        assert_eq!(keys.len(), names.len(), "{keys:?}");
    }

    #[test]
    fn sister_is_left_out_behind_a_name_and_is_a_word_alone() {
        for name in ["Ramilaben", "રમીલાબેન", "रमीलाबहन", "Ramilabahen"]
        {
            assert_eq!(sound_key(name), sound_key("Ramila"), "{name}");
        }
        assert!(!sound_key("Ben").is_empty());
        // "Gauri" is found where "ગૌરીબેન" is written in one word.
        assert!(begins_with(&sound_key("ગૌરીબેન"), &sound_key("Gauri")));
    }

    #[test]
    fn the_beginning_of_a_name_finds_it() {
        for (name, typed) in [
            ("રમીલા", "ram"),
            ("Champa", "cham"),
            ("ચંપા", "ચં"),
            ("Ramkumari", "Ram"),
            ("ગામીત", "gam"),
        ] {
            let (key, typed) = (sound_key(name), sound_key(typed));
            assert!(begins_with(&key, &typed), "{name} {key} {typed}");
        }
        assert!(!begins_with(&sound_key("Ramila"), &sound_key("mila")));
    }

    #[test]
    fn words_are_parted_and_what_is_no_letter_says_nothing() {
        assert_eq!(sound_keys("રમીલાબેન  ગામીત, Vyara").len(), 3);
        assert_eq!(sound_keys(" - 12 ₹ \u{200d} "), Vec::<String>::new());
        assert_eq!(sound_key("રમી\u{200d}લા"), sound_key("રમીલા"));
    }
}
