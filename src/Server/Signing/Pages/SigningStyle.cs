using MyOpenIP.Server.Security.Persons.Pages;

namespace MyOpenIP.Server.Signing.Pages;

/// <summary>How the page of a signer looks: one column that fits a telephone; tables that are wider move by themselves.</summary>
internal static class SigningStyle
{
    private const string Css =
        """
        :root { color-scheme: light dark; --ink: #1b2430; --soft: #4d5968; --paper: #ffffff; --ground: #eef1f5; --line: #6b7787; --rule: #d0d6de; --act: #0b57a4; --on-act: #ffffff; --fault: #a3140b; --good: #0d5c2e; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e8edf3; --soft: #b4bfcc; --paper: #1a2129; --ground: #10151b; --line: #8b97a6; --rule: #39434f; --act: #8ec2ff; --on-act: #0c1a29; --fault: #ffb4a8; --good: #8fe0ad; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
        main { max-width: 60rem; margin: 0 auto; padding: 1.25rem; background: var(--paper); min-height: 100vh; overflow-wrap: break-word; }
        @media (min-width: 48rem) { main { padding: 2rem 2.5rem; } }
        .top { display: flex; justify-content: space-between; gap: 1rem; flex-wrap: wrap; margin: 0 0 1rem; }
        .brand { font-weight: 700; }
        h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .75rem; }
        h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
        h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
        p { margin: .4rem 0; }
        a { color: var(--act); }
        dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .25rem 1.25rem; margin: .5rem 0; }
        dt, .small { font-size: .875rem; color: var(--soft); }
        dd { margin: 0; }
        .parties { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .5rem 1.25rem; }
        .parties p { margin: 0; }
        .scrolled { overflow-x: auto; }
        table { width: 100%; border-collapse: collapse; font-size: .925rem; }
        th, td { padding: .45rem .6rem; text-align: right; vertical-align: top; border-bottom: 1px solid var(--rule); white-space: nowrap; }
        th:first-child, td:first-child { text-align: left; white-space: normal; min-width: 9rem; }
        thead th { vertical-align: bottom; border-bottom: 2px solid var(--line); white-space: normal; }
        tbody th { font-weight: 400; }
        tbody tr:last-child th, .amounts tbody tr:last-child td { font-weight: 700; }
        .lines tbody tr:last-child th { font-weight: 400; }
        th small { display: block; color: var(--soft); }
        s { display: block; color: var(--soft); font-size: .88em; }
        .changed td, .changed th { font-weight: 700; }
        code { overflow-wrap: anywhere; font-size: .85rem; }
        fieldset { border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0; padding: .5rem 1rem 1rem; min-width: 0; }
        legend { font-weight: 700; padding: 0 .25rem; }
        label { display: block; font-weight: 600; margin: .9rem 0 .25rem; }
        .box { display: grid; grid-template-columns: 1.75rem 1fr; gap: .5rem; align-items: start; margin: .9rem 0 0; }
        .box label { margin: 0; font-weight: 400; }
        .box input { width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--act); }
        .below { margin: 0 0 0 2.25rem; }
        input[type=text], textarea { width: 100%; max-width: 30rem; font: inherit; color: inherit; background: var(--paper); padding: .625rem .75rem; border: 1px solid var(--line); border-radius: .375rem; }
        textarea { min-height: 6rem; }
        input[type=file] { max-width: 100%; font: inherit; padding: .625rem 0; }
        button { font: inherit; font-weight: 600; margin-top: 1rem; padding: .75rem 1.25rem; min-height: 2.75rem; border: 1px solid var(--act); border-radius: .375rem; background: var(--act); color: var(--on-act); cursor: pointer; }
        button.other { background: var(--paper); color: var(--act); }
        @media (max-width: 30rem) { button { width: 100%; } }
        :focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
        summary { cursor: pointer; font-weight: 600; margin: 1.5rem 0 0; padding: .5rem 0; color: var(--act); }
        .fault, .good { margin: 1rem 0; padding: .75rem; border: 1px solid var(--fault); border-radius: .375rem; color: var(--fault); font-weight: 600; }
        .good { border-color: var(--good); color: var(--good); }
        .fault ul { margin: 0; padding-left: 1.2rem; }
        """;

    /// <summary>The style.</summary>
    public static PageStyle Style { get; } = new(Css);
}
