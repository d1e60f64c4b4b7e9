//! How much of a test is played: a part of it in each run, all of it in `tests/run long`.

/// How much longer a simulation is there. Property tests read `PROPTEST_CASES` themselves.
const LONG_TIMES: u32 = 20;

/// So many of something in a usual run, and more in a long one.
pub(crate) fn sized(usual_n: u32) -> u32 {
    let is_long = std::env::var_os("SAHKAR_TESTS").is_some_and(|size| size == "long");
    if is_long {
        usual_n * LONG_TIMES
    } else {
        usual_n
    }
}
