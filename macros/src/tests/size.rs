//! Large and deep functions: no overflow, no quadratic blow-up that a user would notice.

use super::harness::{errors, expand, findings};

fn nested(depth: usize) -> String {
    let (open, close) = ("{ ".repeat(depth), "}".repeat(depth));
    format!("fn f(res: &mut ResponseWriter) {{ {open} res.write(1); {close} \n res.set_status(y()); }}")
}

#[test]
fn nested_blocks() {
    // The stack of a compiler's thread, and an unoptimized macro.
    let thread = std::thread::Builder::new().stack_size(8 << 20);
    let run = || assert_eq!(findings("", &nested(200)), [(2, "late".to_owned())]);
    thread.spawn(run).expect("a thread starts").join().expect("no panic");
}

#[test]
fn blocks_nested_too_deeply_are_said_to_be() {
    let errors = errors("", &nested(1000));
    assert!(errors[0].starts_with("code nested more than 256 levels deep is not analysed"), "{errors:?}");
}

/// A body of one statement that nests without delimiters.
fn chained(start: &str, link: &str, times: usize, end: &str) -> String {
    format!("fn f(res: &mut ResponseWriter) {{ {start}{}{end} }}", link.repeat(times))
}

const LINKS: &[(&str, &str, &str)] = &[
    ("res", ".a()", ";"),
    ("let x = 1", " + y", ";"),
    ("if a {}", " else if b { res.write(1); }", ""),
    ("let x = ", "!", "y;"),
    ("x", "?", ";"),
    ("let f = ", "|y| ", "y;"),
    ("let x: ", "&", "u8 = y;"),
    ("let x: ", "Vec<", "u8;"),
];

#[test]
fn chains_are_analysed_or_said_to_be_too_long() {
    let run = || {
        for (start, link, end) in LINKS {
            for times in [50, 100, 150, 250, 400, 600, 1000, 1190, 3000, 20_000] {
                let errors = errors("", &chained(start, link, times, end));
                let deep = errors.iter().any(|error| error.starts_with("code nested more than"));
                assert!(deep || times < 3000, "{link} {times} times: {errors:?}");
                assert!(!deep || times > 100, "{link} {times} times: {errors:?}");
            }
        }
    };
    std::thread::Builder::new()
        .stack_size(8 << 20)
        .spawn(run)
        .expect("a thread starts")
        .join()
        .expect("no panic");
}

#[test]
fn long_code_is_not_deep() {
    let statements = "if !x { log(!1); } match y { _ => {} } *z += 1;".repeat(2000);
    let template = "html! { ".to_owned() + &"<p> a </p>".repeat(1000) + " };";
    let arms: String = (0..1000).map(|at| format!("A::B{at} | A::C{at} => {{}} ")).collect();
    let source = format!(
        "fn f(res: &mut ResponseWriter) {{ {statements} {template} match a {{ {arms} }} res.finish(); }}"
    );
    assert_eq!(errors("", &source), [""; 0]);
}

#[test]
fn many_statements() {
    let mut source = String::from("fn f(res: &mut ResponseWriter, x: bool) -> Result<()> {\n");
    for at in 0..5000 {
        source += &format!("if x {{ log({at}); }} let v{at} = compute({at})?;\n");
    }
    source += "res.write(1)?; res.set_status(y()); Ok(()) }";
    assert_eq!(findings("", &source), [(5002, "late".to_owned())]);
}

#[test]
fn many_arms() {
    let arms: String = (0..2000).map(|at| format!("{at} => {{ res.write({at}); }}\n")).collect();
    let source =
        format!("fn f(res: &mut ResponseWriter, x: u32) {{ match x {{ {arms} _ => {{}} }} res.finish(); }}");
    assert!(findings("", &source).is_empty());
}

#[test]
fn many_responses() {
    let params: String = (0..500).map(|at| format!("r{at}: &mut ResponseWriter, ")).collect();
    let body: String = (0..500).map(|at| format!("r{at}.set_status(200); r{at}.write(1);\n")).collect();
    let source = format!("fn f({params}) {{ {body} }}");
    assert!(findings("", &source).is_empty());
}

#[test]
fn unusual_names() {
    let source = "fn f(r#type: &mut ResponseWriter) { r#type.write(1); r#type.set_status(größe()); }";
    assert_eq!(findings("", source), [(1, "late".to_owned())]);
}

#[test]
fn many_flags() {
    let mut source = String::from("fn f(res: &mut ResponseWriter, a: &[bool]) {\n");
    for at in 0..200 {
        source += &format!("let mut f{at} = false; if a[{at}] {{ f{at} = true; }}\n");
    }
    for at in 0..200 {
        source += &format!("if f{at} {{ res.write({at}); }}\n");
    }
    source += "}";
    assert!(expand("", &source).is_ok());
}

#[test]
fn many_closures() {
    let mut source = String::from("fn f(res: &mut ResponseWriter) -> Result<()> {\n");
    for at in 0..1000 {
        source += &format!("let v{at} = load({at}).map_err(|e| {{ res.send_error(500); e }})?;\n");
    }
    source += "res.set_status(200); Ok(()) }";
    assert_eq!(findings("", &source), []);
}

#[test]
fn nested_closures() {
    let depth = 60;
    let (open, close) = ("xs.iter().for_each(|x| { run(|| { ".repeat(depth), "}); });".repeat(depth));
    let source =
        format!("fn f(res: &mut ResponseWriter) {{ {open} res.write(1); {close} \n res.set_status(y()); }}");
    let thread = std::thread::Builder::new().stack_size(8 << 20);
    let run = move || assert_eq!(findings("", &source).len(), 1);
    thread.spawn(run).expect("a thread starts").join().expect("no panic");
}

#[test]
fn many_exits_under_a_guard() {
    let mut source =
        String::from("fn f(res: &mut ResponseWriter) -> Result<()> {\ndefer! { res.finish(); }\n");
    for at in 0..1000 {
        source += &format!("let v{at} = load({at})?;\n");
    }
    source += "res.write(1); Ok(()) }";
    assert_eq!(findings("", &source), []);
}

#[test]
fn many_conditions_do_not_hide_a_flag() {
    let mut source = String::from(
        "fn f(res: &mut ResponseWriter, o: &Options) {\nlet mut sent = false; if o.early { res.write(1); sent = true; }\n",
    );
    for at in 0..12 {
        source += &format!("if o.a{at} {{ log({at}); }} if !o.a{at} {{ log({at}); }}\n");
    }
    source += "if !sent { res.set_status(200); } }";
    assert_eq!(findings("", &source), []);
}
