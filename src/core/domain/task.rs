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
        /// notice and language. Until then its texts leave by another gateway.
        Flow = "flow",
        /// Texts that a gateway gave no answer about were sent again, so that some may have come twice: the
        /// gateway that was asked last.
        Twice = "twice",
        /// A text that is not written, or not registered, in either script of a language: its notice and
        /// that language.
        NoTemplate = "no-template",
    }
}
