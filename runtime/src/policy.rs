//! What happens at run time to an operation that comes too late.

/// What a run-time check does when the operation comes too late. The operation itself never runs then.
///
/// # Examples
///
/// ```
/// use headers_first::Policy;
///
/// assert_eq!(Policy::default(), Policy::DEFAULT);
/// # #[cfg(debug_assertions)]
/// assert_eq!(Policy::DEFAULT, Policy::Panic);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Policy {
    /// Panic with the [`LateHeader`](crate::LateHeader) as the message.
    Panic,
    /// Report it to the hook the first time that this call comes too late, and count it every time. Where no hook is
    /// set, the line in the log is followed by one with the count at the 10th, 100th, 1,000th .. time.
    Log,
    /// Count it, and say nothing.
    Drop,
    /// Send the header as a trailer where the response can; otherwise the same as [`Policy::Log`].
    Trailer,
}

impl Policy {
    /// The policy where none is named: [`Policy::Panic`] with debug assertions, else [`Policy::Log`].
    pub const DEFAULT: Policy = if cfg!(debug_assertions) { Policy::Panic } else { Policy::Log };
}

impl Default for Policy {
    fn default() -> Self {
        Policy::DEFAULT
    }
}
