//! How much processor time a process has had: what a step costs is told by this also where other programs
//! keep the machine busy.

use std::path::Path;
use std::time::Duration;

/// The unit of `/proc`: Linux shows every program hundredths of a second (proc(5), `USER_HZ`).
const TICK: Duration = Duration::from_millis(10);
/// Fields of `/proc/…/stat` behind the program's name: the state is the third, the time in the program
/// and in the kernel are the 14th and 15th, the parent is the fourth.
const PARENT: usize = 4 - 3;
const TIMES: [usize; 2] = [14 - 3, 15 - 3];

/// The fields of a process from the third on; none once it has gone.
fn fields(process: u32) -> Vec<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let behind_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let number = |field: &str| field.parse().unwrap_or(0);
    behind_name.split(' ').map(number).collect()
}

/// Processor time of all threads of a process so far, in the program and in the kernel.
pub(crate) fn time(process: u32) -> Duration {
    let fields = fields(process);
    let ticks: u64 = TIMES.iter().filter_map(|at| fields.get(*at)).sum();
    TICK * u32::try_from(ticks).unwrap_or(u32::MAX)
}

/// The same of a process and of all that it has started: PostgreSQL serves each connection with a process.
pub(crate) fn time_of_family(process: u32) -> Duration {
    let all = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = all.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let is_child = |id: &u32| fields(*id).get(PARENT) == Some(&u64::from(process));
    time(process) + ids.filter(is_child).map(time).sum::<Duration>()
}

/// Microseconds a step.
pub(crate) fn us_each(time: Duration, steps: f64) -> f64 {
    time.as_secs_f64() * 1_000_000.0 / steps.max(1.0)
}

/// The first process of the PostgreSQL in a folder, which starts one for each connection.
pub(crate) fn postgres(within: &Path) -> u32 {
    let text = std::fs::read_to_string(within.join("pg/data/postmaster.pid")).expect("it runs");
    let first = text.lines().next();
    first.and_then(|id| id.parse().ok()).expect("an id")
}
