//! How large a test is: smaller in each run, full size in `tests/run long`.

/// How many times larger a simulation is in a long run. Property tests read `PROPTEST_CASES` themselves.
const LONG_TIMES: u32 = 20;

/// `usual_n` in a usual run, and more in a long one.
pub(crate) fn sized(usual_n: u32) -> u32 {
    let is_long = std::env::var_os("SAHKAR_TESTS").is_some_and(|size| size == "long");
    if is_long {
        usual_n * LONG_TIMES
    } else {
        usual_n
    }
}
