//! What officers must see to because of texts.

pub mod close;
