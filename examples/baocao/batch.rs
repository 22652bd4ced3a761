//! Work on many files: on several threads, in the order of the inputs, with a bar on a terminal, until it is stopped.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal as _, LineWriter, Write};
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;

use baocao::finding::Severity;
use baocao::{Outputs, Result, Reviewed, Summary};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::{ThreadPool, ThreadPoolBuilder};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::commands::{CLEAN, FAILED, FINDINGS};

/// How many files for each thread are read or wait for those before them; the others are not touched yet.
const IN_FLIGHT: usize = 4;

/// The threads that work on the files, what they show and what stops them.
pub(crate) struct Crew {
    threads: usize,
    bar: ProgressBar,
    stopped: Arc<AtomicBool>,
}

impl Crew {
    /// As many threads as asked for, or as the machine has cores. Of several files a bar is shown on a terminal, and
    /// Ctrl-C lets those begun be finished; a second one ends at once.
    pub(crate) fn new(files: usize, threads: Option<NonZeroUsize>) -> Self {
        let threads = threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let stopped = Arc::new(AtomicBool::new(false));
        if files > 1 {
            for signal in [SIGINT, SIGTERM] {
                // Where a signal cannot be caught, it ends the program as ever; outputs are whole all the same.
                let _ = flag::register_conditional_shutdown(signal, FAILED.into(), Arc::clone(&stopped));
                let _ = flag::register(signal, Arc::clone(&stopped));
            }
        }
        Self { threads: threads.min(files), bar: bar(files), stopped }
    }

    /// Works on every input and hands what came of each over, in the order of the inputs. Once stopped, it begins no
    /// more: what comes of a stopped run is what comes of its first inputs.
    pub(crate) fn each<T: Sync, R: Send, O>(
        &self,
        inputs: &[T],
        work: impl Fn(&T) -> R + Sync,
        take: impl FnOnce(&mut dyn Iterator<Item = R>) -> O,
    ) -> O {
        let goes_on = || !self.stopped.load(Ordering::Relaxed);
        let counted = |_: &R| self.bar.inc(1);
        let taken = match pool(self.threads) {
            Some(pool) => in_order(&pool, (inputs, self.threads * IN_FLIGHT), (goes_on, work), |done| {
                take(&mut done.inspect(counted))
            }),
            None => take(&mut inputs.iter().take_while(|_| goes_on()).map(work).inspect(counted)),
        };
        self.bar.finish_and_clear();
        taken
    }

    /// An output whose lines stand above the bar.
    pub(crate) fn above<W: Write>(&self, output: W) -> LineWriter<Above<'_, W>> {
        LineWriter::new(Above { bar: &self.bar, output })
    }
}

/// Threads, where more than one is wanted and can be had.
fn pool(threads: usize) -> Option<ThreadPool> {
    (threads > 1).then(|| ThreadPoolBuilder::new().num_threads(threads).build().ok()).flatten()
}

/// Keeps so many inputs in flight and hands what came of them over in their order; a panic goes on in this thread.
fn in_order<T: Sync, R: Send, O>(
    pool: &ThreadPool,
    (inputs, in_flight): (&[T], usize),
    (goes_on, work): (impl Fn() -> bool, impl Fn(&T) -> R + Sync),
    take: impl FnOnce(&mut dyn Iterator<Item = R>) -> O,
) -> O {
    let work = &work;
    pool.in_place_scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        let mut waiting: BTreeMap<usize, thread::Result<R>> = BTreeMap::new();
        let mut rest = inputs.iter().enumerate();
        let (mut begun, mut handed) = (0, 0);
        take(&mut std::iter::from_fn(|| {
            while begun < handed + in_flight && goes_on() {
                let Some((at, input)) = rest.next() else { break };
                let sender = sender.clone();
                scope.spawn(move |_| {
                    let done = catch_unwind(AssertUnwindSafe(|| work(input)));
                    // Nobody listens any more where the results could not be written.
                    let _ = sender.send((at, done));
                });
                begun += 1;
            }
            while handed < begun {
                if let Some(done) = waiting.remove(&handed) {
                    handed += 1;
                    return Some(done.unwrap_or_else(|panic| resume_unwind(panic)));
                }
                let (at, done) = receiver.recv().ok()?;
                waiting.insert(at, done);
            }
            None
        }))
    })
}

/// A bar with an estimate on a terminal; elsewhere, and for a single file, none.
fn bar(files: usize) -> ProgressBar {
    if files < 2 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let length = u64::try_from(files).unwrap_or(u64::MAX);
    let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{pos}/{len} tệp {wide_bar} còn khoảng {eta_precise}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Writes above a bar.
pub(crate) struct Above<'a, W> {
    bar: &'a ProgressBar,
    output: W,
}

impl<W: Write> Write for Above<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bar.suspend(|| self.output.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}

/// What came of the files so far.
pub(crate) struct Tally {
    summary: Summary,
    files: usize,
    code: u8,
}

impl Tally {
    pub(crate) fn new() -> Self {
        Self { summary: Summary::default(), files: 0, code: CLEAN }
    }

    pub(crate) fn add(&mut self, reviewed: &Reviewed) {
        self.summary.add(reviewed);
        self.files += 1;
        self.code = self.code.max(match &reviewed.outcome {
            Ok(review) if review.worst() == Some(Severity::Error) => FINDINGS,
            Ok(_) => CLEAN,
            Err(_) => FAILED,
        });
    }

    /// Whether every one of these files was come to.
    pub(crate) fn is_all(&self, files: &[std::path::PathBuf]) -> bool {
        self.files == files.len()
    }

    /// Writes the table of all files where one is asked for, and says where the work was stopped. Gives the exit code.
    pub(crate) fn end(self, files: &[std::path::PathBuf], summary: Option<&Path>) -> Result<u8> {
        if let Some(target) = summary {
            let mut outputs = Outputs::new();
            outputs.add(target, |output| self.summary.write_sheet(output))?;
            outputs.commit()?;
        }
        let Some(next) = files.get(self.files) else { return Ok(self.code) };
        let left = files.len() - self.files;
        eprintln!("Đã dừng giữa chừng: còn {left} tệp chưa xử lý, từ {} trở đi.", next.display());
        Ok(FAILED)
    }
}
