//! Runs the cases of a family in processes of their own: this binary again, under bounds.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::case::{Case, Expected, Outcome};
use crate::judge::judged;
use crate::{
    containers, documents, figures, memory, mutations, open_documents, spreadsheets, strings, templates, xml,
};

/// The most address space of a process, in KiB.
const SPACE: u64 = 1 << 20;
/// The longest that one file may take, debug build and busy machine included; the largest are read in the long run.
fn patience() -> Duration {
    Duration::from_secs(if is_long() { 60 } else { 20 })
}

/// The stack of a thread as Rust starts it.
const STACK: usize = 2 << 20;
/// What a process prints before everything it has to say.
const MARK: &str = "@@";

/// The variable that makes this binary a process of a family: the family, and the first case.
const ASKED: &str = "BAOCAO_HOSTILE";

type Family = fn() -> Vec<Case>;

const FAMILIES: [(&str, Family); 10] = [
    ("containers", containers::cases),
    ("xml", xml::cases),
    ("spreadsheets", spreadsheets::cases),
    ("open_documents", open_documents::cases),
    ("documents", documents::cases),
    ("figures", figures::cases),
    ("strings", strings::cases),
    ("templates", templates::cases),
    ("memory", memory::cases),
    ("mutations", mutations::cases),
];

fn family(name: &str) -> Vec<Case> {
    let (_, cases) = FAMILIES.iter().find(|(known, _)| *known == name).expect("a family");
    let mut cases = cases();
    cases.retain(|case| is_long() || !case.long);
    cases
}

/// Whether everything is asked for: `BAOCAO_HOSTILE_LONG=1 cargo test --test hostile`.
pub(crate) fn is_long() -> bool {
    std::env::var_os("BAOCAO_HOSTILE_LONG").is_some()
}

/// The process of a family; an ordinary run of the tests asks for none.
#[test]
fn process() {
    let Some(asked) = std::env::var_os(ASKED) else { return };
    let asked = asked.into_string().unwrap();
    let (name, from) = asked.split_once(':').unwrap();
    let from: usize = from.parse().unwrap();
    let cases = family(name);
    let work = move || {
        for (number, case) in cases.iter().enumerate().skip(from) {
            println!("\n{MARK}start {number}");
            let (Outcome { error, says }, peak) = judged(case);
            println!("\n{MARK}end {number}\t{peak}\t{error}\t{}", says.replace(['\n', '\t', '\r'], " "));
        }
    };
    std::thread::Builder::new().stack_size(STACK).spawn(work).unwrap().join().unwrap();
}

/// What came of each case, or how it ended its process; and the most memory of each.
struct Run {
    outcomes: BTreeMap<usize, Result<Outcome, String>>,
    peaks: BTreeMap<usize, u64>,
    /// How long each took.
    times: Vec<(Duration, usize)>,
    started: Instant,
}

impl Run {
    fn of(name: &str, cases: usize) -> Self {
        let mut run =
            Self { outcomes: BTreeMap::new(), peaks: BTreeMap::new(), times: Vec::new(), started: now() };
        let mut from = 0;
        while from < cases {
            from = run.process(name, from);
        }
        run
    }

    /// Starts a process at a case; gives the case behind the last that it met.
    fn process(&mut self, name: &str, from: usize) -> usize {
        let program = std::env::current_exe().unwrap();
        let mut child = Command::new("sh")
            .args(["-c", &format!("ulimit -v {SPACE}; exec \"$0\" \"$@\"")])
            .arg(program)
            .args(["--exact", "runner::process", "--nocapture", "--test-threads=1"])
            .env(ASKED, format!("{name}:{from}"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (send, said) = mpsc::channel();
        let lines = std::thread::spawn(move || {
            out.split(b'\n').map_while(Result::ok).try_for_each(|line| send.send(line))
        });
        let mut running = None;
        let ended = loop {
            match said.recv_timeout(patience()) {
                Ok(line) => self.heard(&String::from_utf8_lossy(&line), &mut running),
                Err(mpsc::RecvTimeoutError::Disconnected) => break "ended the process",
                Err(mpsc::RecvTimeoutError::Timeout) => break "took too long",
            }
        };
        let _ = child.kill();
        let status = child.wait().unwrap();
        let _ = lines.join();
        match running {
            Some(case) => {
                self.outcomes.insert(case, Err(format!("{ended} ({status})")));
                case + 1
            }
            None => usize::MAX,
        }
    }

    fn heard(&mut self, line: &str, running: &mut Option<usize>) {
        let Some(line) = line.strip_prefix(MARK) else { return };
        if let Some(number) = line.strip_prefix("start ") {
            *running = Some(number.parse().unwrap());
            self.started = now();
        } else if let Some(said) = line.strip_prefix("end ") {
            let mut fields = said.splitn(4, '\t').map(str::to_owned);
            let mut next = || fields.next().unwrap();
            let (number, peak, error, says) =
                (next().parse().unwrap(), next().parse().unwrap(), next(), next());
            self.outcomes.insert(number, Ok(Outcome { error, says }));
            self.peaks.insert(number, peak);
            self.times.push((self.started.elapsed(), number));
            *running = None;
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a bound of time is what is tested")]
fn now() -> Instant {
    Instant::now()
}

/// The memory that a file may take: 64 MiB, four times what is read of it, 100 bytes a cell.
pub(crate) fn allowed(bytes: &[u8], cells: u64) -> u64 {
    (64 << 20) + 4 * read_of(bytes) + 100 * cells
}

/// The bytes of the parts, of a bomb as far as its reader goes.
fn read_of(bytes: &[u8]) -> u64 {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else { return 0 };
    let mut total = 0;
    for at in 0..archive.len() {
        if let Ok(file) = archive.by_index_raw(at) {
            total += file.size().min((200 * file.compressed_size()).max(100 << 10));
        }
    }
    total.min(256 << 20)
}

/// Runs a family and holds every case to what must come of it.
fn hold(name: &str) {
    let cases = family(name);
    let run = Run::of(name, cases.len());
    let mut wrong = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        let Case { name, expected, .. } = case;
        match run.outcomes.get(&number) {
            Some(Ok(outcome)) if outcome.error == "internal" => {
                wrong.push(format!("{name}: blames the library: {outcome}"))
            }
            Some(Ok(outcome)) if expected.is_met_by(outcome) => {}
            Some(Ok(outcome)) => wrong.push(format!("{name}: {expected:?}, but {outcome}")),
            Some(Err(death)) => wrong.push(format!("{name}: {death}")),
            None => wrong.push(format!("{name}: was not run")),
        }
        if let Some(peak) = run.peaks.get(&number).filter(|peak| **peak > 64 << 20) {
            let allowed = allowed(&(case.make)(), case.cells);
            if *peak > allowed {
                wrong.push(format!("{name}: {peak} bytes of memory, allowed {allowed}"));
            }
        }
    }
    let mut slowest = run.times;
    slowest.sort_unstable();
    for (time, number) in slowest.iter().rev().take(8) {
        println!("{time:.1?} {}", cases[*number].name);
    }
    println!("{} cases of {name}", cases.len());
    assert!(wrong.is_empty(), "{} of {} cases of {name}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

macro_rules! held {
    ($($name:ident),*) => { $(#[test] fn $name() { hold(stringify!($name)); })* };
}

held!(
    containers,
    xml,
    spreadsheets,
    open_documents,
    documents,
    figures,
    strings,
    templates,
    memory,
    mutations
);

#[test]
fn the_set_is_large_and_every_case_has_its_own_name() {
    let made = FAMILIES.iter().filter(|(name, _)| *name != "mutations");
    let names: Vec<String> = made.flat_map(|(_, cases)| cases()).map(|case| case.name).collect();
    let own: std::collections::BTreeSet<&String> = names.iter().collect();
    assert_eq!(own.len(), names.len(), "two cases of one name");
    assert!(names.len() >= 400, "{} cases", names.len());
    let survives = FAMILIES.iter().filter(|(name, _)| *name != "mutations").flat_map(|(_, cases)| cases());
    let vague = survives.filter(|case| case.expected == Expected::Survives).count();
    assert!(vague * 20 <= names.len(), "{vague} cases expect nothing");
}
