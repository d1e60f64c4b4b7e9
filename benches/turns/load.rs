//! Callers over HTTP: each keeps one connection, and says what callers say, one woman after another.

use crate::cpu::{self, us_each};
use crate::shared::line::{Call, Line};
use crate::shared::{at_most_ms, members, memory_mb};
use crate::{CONNECTIONS, MEASURE, PHONES_EACH, WARM_UP};
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

/// What callers do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Errand {
    /// From screen to screen; nothing but the conversation changes.
    Navigate,
    /// An entry is saved; only the saving step is counted.
    Save,
}

impl Errand {
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Navigate => "navigating",
            Self::Save => "saving an entry",
        }
    }
}

/// What came of it.
pub(crate) struct Measured {
    pub(crate) per_second: f64,
    pub(crate) p50_ms: f64,
    pub(crate) p99_ms: f64,
    /// Processor time a step, in microseconds.
    pub(crate) cpu: CpuEach,
    pub(crate) memory_mb: u64,
}

impl Measured {
    /// From how long each step took, and how long all of them.
    pub(crate) fn of(mut times: Vec<Duration>, seconds: f64, cpu: [Duration; 3], mb: u64) -> Self {
        times.sort_unstable();
        let steps = f64::from(u32::try_from(times.len()).expect("few"));
        let [program, load, database] = cpu.map(|time| us_each(time, steps));
        Self {
            per_second: steps / seconds,
            p50_ms: at_most_ms(&times, 50),
            p99_ms: at_most_ms(&times, 99),
            cpu: CpuEach {
                program,
                load,
                database,
            },
            memory_mb: mb,
        }
    }
}

/// What a step costs, in microseconds of processor time: nothing where no such process is.
pub(crate) struct CpuEach {
    pub(crate) program: f64,
    pub(crate) load: f64,
    pub(crate) database: f64,
}

/// The processes whose time is taken.
#[derive(Clone, Copy)]
pub(crate) struct Watched {
    pub(crate) program: u32,
    /// What makes the load, where that is another.
    pub(crate) load: Option<u32>,
    /// The server of the database, where there is one.
    pub(crate) database: Option<u32>,
}

impl Watched {
    fn times(self) -> [Duration; 3] {
        let load = self.load.map(cpu::time).unwrap_or_default();
        let database = self.database.map(cpu::time_of_family).unwrap_or_default();
        [cpu::time(self.program), load, database]
    }

    /// What they use while an errand is measured. A navigating one is measured for a time, after a warm-up;
    /// a saving one from when all have come to the gate until all are done.
    pub(crate) async fn while_measured<T: Send + 'static>(
        self,
        errand: Errand,
        gate: &Barrier,
        callers: JoinSet<T>,
    ) -> (Vec<T>, [Duration; 3]) {
        match errand {
            Errand::Navigate => {
                tokio::time::sleep(WARM_UP).await;
                let before = self.times();
                tokio::time::sleep(MEASURE).await;
                let after = self.times();
                (callers.join_all().await, between(before, after))
            }
            Errand::Save => {
                gate.wait().await;
                let before = self.times();
                let all = callers.join_all().await;
                (all, between(before, self.times()))
            }
        }
    }
}

fn between(before: [Duration; 3], after: [Duration; 3]) -> [Duration; 3] {
    std::array::from_fn(|at| after[at].saturating_sub(before[at]))
}

/// Those who wait until all have filled an entry in: the callers, and who takes the time.
pub(crate) fn gate() -> Arc<Barrier> {
    Arc::new(Barrier::new(CONNECTIONS as usize + 1))
}

/// A server's process; ends with this value.
pub(crate) struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// This program, serving a database.
    pub(crate) fn of_ours(url: &str) -> Self {
        let mut ours = Command::new(std::env::current_exe().expect("this program"));
        Self::start(ours.args(["--serve", url])).expect("it starts")
    }

    /// This program, answering each request with one screen and looking nothing up.
    pub(crate) fn of_nothing() -> Self {
        let mut ours = Command::new(std::env::current_exe().expect("this program"));
        Self::start(ours.arg("--serve-nothing")).expect("it starts")
    }

    /// Starts a server, which says its address first.
    pub(crate) fn start(command: &mut Command) -> Result<Self, String> {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{name}: {error}"))?;
        let mut address = String::new();
        let out = child.stdout.take().expect("it is piped");
        let heard = BufReader::new(out).read_line(&mut address);
        let server = Self {
            child,
            address: address.trim().to_owned(),
        };
        match heard {
            Ok(1..) => Ok(server),
            Ok(0) | Err(_) => Err(format!("{name} does not say where it listens")),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Measures a server. `database` is the process of a database's server. The load is made on one thread: what
/// it costs is taken from whom it measures, since both have the same machine.
pub(crate) fn over_http(server: &Server, errand: Errand, database: Option<u32>) -> Measured {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(measured(server, errand, database))
}

async fn measured(server: &Server, errand: Errand, database: Option<u32>) -> Measured {
    let gate = gate();
    let mut lines = Vec::new();
    for _ in 0..CONNECTIONS {
        lines.push(Line::open(&server.address).await);
    }
    let begun = Instant::now();
    let mut callers = JoinSet::new();
    for (n, line) in (0..).zip(lines) {
        let caller = Caller {
            line,
            n,
            calls_n: 0,
        };
        let gate = Arc::clone(&gate);
        callers.spawn(async move {
            match errand {
                Errand::Navigate => caller.navigates(begun).await,
                Errand::Save => caller.saves(&gate).await,
            }
        });
    }
    let watched = Watched {
        program: server.child.id(),
        load: Some(std::process::id()),
        database,
    };
    let (all, cpu) = watched.while_measured(errand, &gate, callers).await;
    let seconds = all.iter().map(|(_, seconds)| *seconds).fold(0.0, f64::max);
    let times = all.into_iter().flat_map(|(times, _)| times).collect();
    Measured::of(times, seconds, cpu, memory_mb(server.child.id(), "VmRSS:"))
}

/// One connection, and the call on it.
struct Caller {
    line: Line,
    n: u32,
    calls_n: u32,
}

impl Caller {
    /// The next woman dials.
    async fn dial(&mut self) -> Call {
        let phone = members::phone(self.n * PHONES_EACH + self.calls_n % PHONES_EACH);
        let call = Call::new(&format!("{}-{}", self.n, self.calls_n), &phone);
        self.calls_n += 1;
        self.line.dial(&call).await.expect("it answers");
        call
    }

    async fn say(&mut self, call: &mut Call, keys: &str) {
        self.line.say(call, keys).await.expect("it answers");
    }

    /// From screen to screen until the time is over: how long each step took.
    async fn navigates(mut self, begun: Instant) -> (Vec<Duration>, f64) {
        let mut times = Vec::new();
        loop {
            let mut call = self.dial().await;
            for keys in ["6", "5", "0", "0"].repeat(6) {
                let before = Instant::now();
                self.say(&mut call, keys).await;
                let since = before - begun;
                if since > WARM_UP + MEASURE {
                    return (times, MEASURE.as_secs_f64());
                }
                if since > WARM_UP {
                    times.push(before.elapsed());
                }
            }
        }
    }

    /// Every woman fills an entry in, then saves it: only the saving is measured, as a step of its own.
    async fn saves(mut self, gate: &Barrier) -> (Vec<Duration>, f64) {
        let mut filled = Vec::new();
        for _ in 0..PHONES_EACH {
            let mut call = self.dial().await;
            for keys in ["2", "1", "2", "850", "1"] {
                self.say(&mut call, keys).await;
            }
            filled.push(call);
        }
        gate.wait().await;
        let begun = Instant::now();
        let mut times = Vec::new();
        for mut call in filled {
            let before = Instant::now();
            self.say(&mut call, "1").await;
            times.push(before.elapsed());
        }
        (times, begun.elapsed().as_secs_f64())
    }
}
