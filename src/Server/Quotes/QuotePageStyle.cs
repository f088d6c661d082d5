namespace MyOpenIP.Server.Quotes;

/// <summary>How the page of a quote looks.</summary>
internal static class QuotePageStyle
{
    /// <summary>Its style sheet; <c>--brand</c> is the brand's colour.</summary>
    public const string Css =
        """
        * { box-sizing: border-box }
        body { margin: 0 auto; max-width: 62rem; padding: 0 1.25rem 2rem; border-top: .5rem solid var(--brand);
          font: 1rem/1.5 Arimo, "Liberation Sans", Arial, Helvetica, sans-serif; color: #1c1c1c; background: #fff; font-variant-numeric: tabular-nums }
        header { display: flow-root; padding: 1.5rem 0 .5rem }
        header img { max-width: 60%; height: 3rem; float: left }
        .brand { float: left; margin: 0; font-size: 1.6rem; font-weight: 700; color: var(--brand) }
        h1 { margin: 0 0 1rem; text-align: right; font-size: 1.9rem; line-height: 1.1; color: var(--brand) }
        h1 span { display: block; font-size: 1.15rem }
        h2 { margin: 1.75rem 0 .5rem; font-size: 1.1rem; color: var(--brand) }
        p { margin: .25rem 0 }
        dl { clear: both; display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .25rem 1.25rem; margin: .5rem 0 }
        dt { font-size: .85rem; color: #555 }
        dd { margin: 0 }
        .parties { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: .75rem }
        .parties div { padding: .6rem .9rem; background: #f0f2f5; border-left: 3px solid var(--brand); overflow-wrap: anywhere }
        .parties h2 { margin: 0 0 .25rem; font-size: 1rem }
        .parties p { margin: 0; font-size: .92rem }
        .offer { font-weight: 700 }
        .legend, small { font-size: .82rem; color: #555 }
        .scrolled { overflow-x: auto }
        table { width: 100%; border-collapse: collapse; font-size: .92rem }
        th, td { padding: .45rem .6rem; text-align: right; vertical-align: top; border-bottom: 1px solid #ccc; white-space: nowrap }
        th:first-child { text-align: left; white-space: normal }
        thead th, thead td { background: var(--brand); color: #fff; vertical-align: bottom; white-space: normal }
        tbody th { font-weight: 400; min-width: 11rem }
        th small { display: block }
        s { display: block; color: #5a5a5a; font-size: .88em }
        .amounts tbody tr:last-child { font-weight: 700; background: #f0f2f5 }
        .amounts tbody tr:last-child th { font-weight: 700 }
        code { overflow-wrap: anywhere }
        ul { padding-left: 1.2rem; margin: .25rem 0 }
        .agreed ul { list-style: "☐  " }
        .signature { display: grid; grid-template-columns: 2fr 1fr 2fr; gap: .75rem; margin-top: 1rem }
        .signature p { min-height: 5rem; padding: .4rem .6rem; border: 1px solid #999; font-size: .85rem; color: #555 }
        footer { margin-top: 2rem; padding-top: .75rem; border-top: 1px solid #ccc; font-size: .82rem; color: #555 }
        @media (max-width: 36rem) { .signature { grid-template-columns: 1fr } h1 { text-align: left; clear: both; padding-top: 1rem } }
        @media print {
          @page { size: A4; margin: 12mm }
          body { max-width: none; padding: 0; font-size: 9.5pt }
          .scrolled { overflow: visible }
          th, td { white-space: normal; padding: .25rem .35rem }
          thead { display: table-header-group }
          tr, .agreed, .parties div { break-inside: avoid }
          h2 { break-after: avoid }
          * { print-color-adjust: exact }
        }

        """;
}
