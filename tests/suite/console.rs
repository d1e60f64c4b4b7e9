//! The officers' console, over real HTTP, on both databases.

mod cases;
mod entrance;
mod forms;
mod members;
mod sign;
mod waiting;
mod walk;
mod words;
