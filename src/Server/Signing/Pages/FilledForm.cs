using System.Globalization;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Signing.Pages;

/// <summary>What a signer filled in, to be taken, or shown again with what is wrong.</summary>
internal sealed record FilledForm
{
    private const int MostDocuments = 200;
    private const int LongestField = 4000;

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Capacity.</summary>
    public string Capacity { get; init; } = "";

    /// <summary>Places of the documents whose boxes are ticked.</summary>
    public IReadOnlySet<int> Documents { get; init; } = new HashSet<int>();

    /// <summary>Whether the box of the longer commitment is ticked.</summary>
    public bool Commitment { get; init; }

    /// <summary>Code.</summary>
    public string Code { get; init; } = "";

    /// <summary>Why it is refused.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What a form has before anything is filled in.</summary>
    public static FilledForm Of(SignatureRequest request) => new() { Name = request.SignerName, Capacity = request.SignerCapacity };

    /// <summary>Reads what was sent.</summary>
    public static FilledForm Of(IFormCollection form) => new()
    {
        Name = Text(form, "name").Trim(),
        Capacity = Text(form, "capacity").Trim(),
        Documents = form["document"].Take(MostDocuments).Select(d => int.TryParse(d, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : -1).ToHashSet(),
        Commitment = form["commitment"].Count > 0,
        Code = Text(form, "code").Replace(" ", "", StringComparison.Ordinal),
        Reason = Text(form, "reason").Trim(),
    };

    /// <summary>What is wrong with it whatever the quote: each with the field.</summary>
    public IReadOnlyList<FormFault> Faults(SigningTexts texts)
    {
        var faults = new List<FormFault>();
        if (Name.Length == 0 || TextKinds.Name.FaultOf("name", Name) is not null)
            faults.Add(new("name", texts.BadName));
        if (Capacity.Length == 0 || TextKinds.Name.FaultOf("capacity", Capacity) is not null)
            faults.Add(new("capacity", texts.BadCapacity));
        return faults;
    }

    /// <summary>The documents that are accepted, of those of the quote.</summary>
    public IReadOnlyList<Wished<DocumentVersion>> Accepted(SignatureRequest request) =>
        [.. request.Documents.Index().Where(d => Documents.Contains(d.Index)).Select(d => new Wished<DocumentVersion>(
            Invariant($"document[{d.Index}]"), new DocumentVersion(d.Item.Code, d.Item.Version, d.Item.Sha256)))];

    private static string Text(IFormCollection form, string field) => form[field].ToString() is { Length: <= LongestField } text ? text : new string('?', LongestField);
}

/// <summary>Something wrong with a form.</summary>
/// <param name="Field">The field; empty: none in particular.</param>
/// <param name="Told">What.</param>
internal sealed record FormFault(string Field, string Told);
