//! The suite: one binary, so that it links once and its parts share `support`.

mod tidy;
