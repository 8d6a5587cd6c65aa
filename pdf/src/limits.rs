//! How much one document may take. The operating system ends the process that wants more.

use rustix::process::{Resource, Rlimit, setrlimit};

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Limits {
    seconds: Option<u64>,
    megabytes: Option<u64>,
}

impl Limits {
    pub fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut limits = Self::default();
        while let Some(name) = arguments.next() {
            let limit = match name.as_str() {
                "--seconds" => &mut limits.seconds,
                "--megabytes" => &mut limits.megabytes,
                _ => return Err(format!("{name} is no option")),
            };
            let number = arguments.next().and_then(|said| said.parse().ok());
            *limit = Some(number.ok_or_else(|| format!("{name} wants a whole number"))?);
        }
        Ok(limits)
    }

    /// From here on. Laying out is done on this thread alone, so that memory is counted where it is used, and several
    /// documents at once take no more cores than they are.
    pub fn take(&self) -> Result<(), String> {
        let one = rayon::ThreadPoolBuilder::new().num_threads(1);
        let one = one.use_current_thread().build_global();
        one.map_err(|e| e.to_string())?;
        let seconds = self.seconds.map(|n| (Resource::Cpu, n));
        let bytes = self
            .megabytes
            .map(|n| (Resource::As, n.saturating_mul(1 << 20)));
        // What it knew must not lie on the disk when it is ended.
        let none = [(Resource::Core, 0)];
        for (resource, most) in seconds.into_iter().chain(bytes).chain(none) {
            let limit = Rlimit {
                current: Some(most),
                maximum: Some(most),
            };
            setrlimit(resource, limit).map_err(|e| format!("{resource:?} is not limited: {e}"))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(said: &[&str]) -> Result<Limits, String> {
        Limits::parse(said.iter().map(|&word| word.to_owned()))
    }

    #[test]
    fn limits_are_whole_numbers_and_nothing_else_is_an_option() {
        let both = Limits {
            seconds: Some(20),
            megabytes: Some(512),
        };
        assert_eq!(parsed(&["--megabytes", "512", "--seconds", "20"]), Ok(both));
        assert_eq!(parsed(&[]), Ok(Limits::default()));
        for wrong in [&["--seconds"][..], &["--seconds", "-1"], &["file.json"]] {
            assert!(parsed(wrong).is_err(), "{wrong:?}");
        }
    }
}
