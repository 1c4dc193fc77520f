//! The expansion of functions that parse, made from others by changes of their syntax trees.
#![no_main]

use headers_first_fuzz::{judge, mutate};
use libfuzzer_sys::{Corpus, fuzz_crossover, fuzz_mutator, fuzz_target};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let text = String::from_utf8_lossy(&data[..size]).into_owned();
    let changed = mutate::change(&text, None, seed).filter(|changed| changed.len() <= max_size);
    let Some(changed) = changed else { return size };
    data[..changed.len()].copy_from_slice(changed.as_bytes());
    changed.len()
});

fuzz_crossover!(|one: &[u8], other: &[u8], out: &mut [u8], seed: u32| {
    let (one, other) = (String::from_utf8_lossy(one), String::from_utf8_lossy(other));
    let mixed = mutate::change(&one, Some(&other), seed).filter(|mixed| mixed.len() <= out.len());
    let mixed = mixed.unwrap_or_default();
    out[..mixed.len()].copy_from_slice(mixed.as_bytes());
    mixed.len()
});

fuzz_target!(|data: &[u8]| -> Corpus {
    match std::str::from_utf8(data) {
        Ok(text) if judge(text) => Corpus::Keep,
        _ => Corpus::Reject,
    }
});
