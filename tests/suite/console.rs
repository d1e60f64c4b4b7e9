//! The officers' console, over real HTTP, on both databases.

mod audit;
mod cases;
mod delivery;
mod entrance;
mod forms;
mod leaving;
mod members;
mod open_ballot;
mod register;
mod sign;
mod waiting;
mod walk;
mod words;
