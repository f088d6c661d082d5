using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace MyOpenIP.Server.Wire;

/// <summary>
/// A pattern of the protos: what it asks for in words, and what the server knows beside it, such as a check digit. The
/// patterns are those of RE2, JavaScript and .NET alike; all end with $, which here means the end of the text.
/// </summary>
internal sealed class FieldForm
{
    private const string Customer = "^customers/(-|[1-9][0-9]{0,17})";
    private const string Identifier = "[A-Za-z0-9_-]{1,64}$";

    private static readonly Dictionary<string, Func<Regex, FieldForm>> Known = new()
    {
        [Customer + "$"] = NameOf("customers/44660"),
        ["^customers/[1-9][0-9]{0,17}$"] = NameOf("customers/44660"),
        [$"{Customer}/contractedOffers/{Identifier}"] = NameOf("customers/44660/contractedOffers/OC138637"),
        ["^customers/[1-9][0-9]{0,17}/contractedOffers/OC[1-9][0-9]{0,11}$"] = NameOf("customers/44660/contractedOffers/OC138637"),
        [$"{Customer}/amendments/{Identifier}"] = NameOf("customers/44660/amendments/DEV000050763"),
        [Customer + "/amendments/[A-Za-z0-9_-]{1,64}/quotes/[1-9][0-9]{0,8}$"] = NameOf("customers/44660/amendments/DEV000050763/quotes/1"),
        [Customer + "/amendments/[A-Za-z0-9_-]{1,64}/attachments/[1-9][0-9]{0,8}$"] = NameOf("customers/44660/amendments/DEV000050763/attachments/1"),
        [$"{Customer}/orders/{Identifier}"] = NameOf("customers/44660/orders/COM32623"),
        [$"{Customer}/sites/{Identifier}"] = NameOf("customers/44660/sites/1"),
        [$"{Customer}/contacts/{Identifier}"] = NameOf("customers/44660/contacts/2"),
        ["^offers/[a-z][a-z0-9-]{0,63}$"] = NameOf("offers/sip-trunk-touch"),
        ["^[A-Z][A-Z0-9_]{0,63}$"] = Whole(TextKinds.Code),
        ["^[A-Z][A-Z0-9_]{0,31}$"] = Whole(TextKinds.TaxCode),
        ["^customers/(-|[1-9][0-9]{0,17})(/amendments/[A-Za-z0-9_-]{1,64})?$"] = NameOf("customers/44660/amendments/DEV000050763"),
        ["^[a-z][a-z0-9-]{0,63}$"] = Whole(TextKinds.ResellerCode),
        ["^OC[1-9][0-9]{0,11}$"] = Whole(TextKinds.OfferReference),
        ["^[A-Z]{2,5}[0-9]{1,12}$"] = Whole(TextKinds.OrderReference),
        ["^[0-9][0-9AB][0-9]{3}$"] = Whole(TextKinds.InseeCode),
        ["^[0-9A-Za-z.-]{1,32}$"] = Whole(TextKinds.VersionName),
        ["^[0-9a-f]{64}$"] = Whole(TextKinds.Sha256),
        ["^[0-9]{9}$"] = Part(TextKinds.Siren),
        ["^[0-9]{14}$"] = Part(TextKinds.Siret),
        ["^[A-Z]{2}[A-Z0-9+*]{2,12}$"] = Part(TextKinds.VatNumber),
        ["^[+][1-9][0-9]{1,14}$"] = Part(TextKinds.Telephone),
        ["^[^@ ,;<>]+@[^@ ,;<>]+$"] = Part(TextKinds.Email),
        ["^[A-Z]{2}$"] = Part(TextKinds.CountryCode),
    };

    private static readonly ConcurrentDictionary<string, FieldForm> Made = [];

    private readonly Regex pattern;
    private readonly Func<string, FieldFault> wrong;
    private readonly TextKind? kind;

    private FieldForm(Regex pattern, Func<string, FieldFault> wrong, TextKind? kind) => (this.pattern, this.wrong, this.kind) = (pattern, wrong, kind);

    /// <summary>The form of a pattern.</summary>
    /// <exception cref="NotSupportedException">Nobody has said in words what it asks for.</exception>
    public static FieldForm Of(string pattern) => Made.GetOrAdd(pattern, Make);

    private static FieldForm Make(string pattern) => Known.TryGetValue(pattern, out var form)
        ? form(new Regex(pattern[..^1] + @"\z", RegexOptions.Compiled | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture))
        : throw new NotSupportedException($"No words for the pattern {pattern}.");

    /// <summary>What is wrong with a text; null: nothing is.</summary>
    public FieldFault? FaultOf(string text, FieldPath path)
    {
        if (!pattern.IsMatch(text))
            return wrong(path.ToString());
        return kind?.FaultOf("", text) is { } fault ? fault with { Field = path.ToString() } : null;
    }

    private static Func<Regex, FieldForm> NameOf(string example) => pattern => new(pattern, field => FieldFaults.Malformed(field, example), null);

    /// <summary>The pattern says all that there is to say of the kind.</summary>
    private static Func<Regex, FieldForm> Whole(TextKind kind) => pattern => new(pattern, kind.Wrong, null);

    /// <summary>The kind has more to say than the pattern can.</summary>
    private static Func<Regex, FieldForm> Part(TextKind kind) => pattern => new(pattern, kind.Wrong, kind);
}
