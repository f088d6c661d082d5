using Google.Protobuf;
using Google.Protobuf.Reflection;
using Options = Buf.Validate.FieldRules;

namespace MyOpenIP.Server.Tests.Protos;

/// <summary>Values of a field at each bound of its options, and one past it.</summary>
internal static class BoundValues
{
    private const string Smile = "\U0001F642";

    private static readonly string Sixty4 = new('a', 64);
    private static readonly string Uuid = "123e4567-e89b-42d3-a456-426614174000";

    /// <summary>Texts at the bounds of each pattern, and one past them. The first is what is sent where a text is needed.</summary>
    public static readonly IReadOnlyDictionary<string, (string[] Right, string[] Wrong)> OfPatterns = new Dictionary<string, (string[], string[])>
    {
        ["^customers/(-|[1-9][0-9]{0,17})$"] = (
            ["customers/44660", "customers/-", "customers/1", "customers/" + new string('9', 18)],
            ["customers/", "customers/0", "customers/044660", "customers/--", "customers/" + new string('9', 19), "customers/4a", "customers/44660/", "Customers/44660", "/customers/44660"]),
        ["^customers/[1-9][0-9]{0,17}$"] = (["customers/44660", "customers/1", "customers/" + new string('9', 18)], ["customers/-", "customers/", "customers/" + new string('9', 19)]),
        ["^customers/[1-9][0-9]{0,17}/contractedOffers/OC[1-9][0-9]{0,11}$"] = (
            ["customers/44660/contractedOffers/OC138637", "customers/44660/contractedOffers/OC" + new string('9', 12)],
            ["customers/44660/contractedOffers/OC0", "customers/44660/contractedOffers/OC" + new string('9', 13), "customers/-/contractedOffers/OC1"]),
        ["^customers/(-|[1-9][0-9]{0,17})/contractedOffers/[A-Za-z0-9_-]{1,64}$"] = Part("contractedOffers"),
        ["^customers/(-|[1-9][0-9]{0,17})/amendments/[A-Za-z0-9_-]{1,64}$"] = Part("amendments"),
        ["^customers/(-|[1-9][0-9]{0,17})(/amendments/[A-Za-z0-9_-]{1,64})?$"] = (
            ["customers/44660/amendments/DEV1", "customers/44660", "customers/-", $"customers/{new string('9', 18)}/amendments/{Sixty4}"],
            ["customers/0", "customers/44660/", "customers/44660/amendments", "customers/44660/amendments/", $"customers/44660/amendments/{Sixty4}a", "customers/44660/orders/A1", "customers/" + new string('9', 19)]),
        ["^customers/(-|[1-9][0-9]{0,17})/orders/[A-Za-z0-9_-]{1,64}$"] = Part("orders"),
        ["^customers/(-|[1-9][0-9]{0,17})/sites/[A-Za-z0-9_-]{1,64}$"] = Part("sites"),
        ["^customers/(-|[1-9][0-9]{0,17})/contacts/[A-Za-z0-9_-]{1,64}$"] = Part("contacts"),
        ["^customers/(-|[1-9][0-9]{0,17})/amendments/[A-Za-z0-9_-]{1,64}/quotes/[1-9][0-9]{0,8}$"] = (
            ["customers/44660/amendments/DEV1/quotes/1", "customers/-/amendments/DEV1/quotes/999999999"],
            ["customers/44660/amendments/DEV1/quotes/0", "customers/44660/amendments/DEV1/quotes/1000000000", "customers/44660/amendments/DEV1"]),
        ["^customers/(-|[1-9][0-9]{0,17})/amendments/[A-Za-z0-9_-]{1,64}/attachments/[1-9][0-9]{0,8}$"] = (
            ["customers/44660/amendments/DEV1/attachments/1", "customers/-/amendments/DEV1/attachments/999999999"],
            ["customers/44660/amendments/DEV1/attachments/0", "customers/44660/amendments/DEV1/attachments/1000000000", "customers/44660/amendments/DEV1"]),
        ["^offers/[a-z][a-z0-9-]{0,63}$"] = (["offers/sip-trunk-touch", "offers/" + Sixty4], ["offers/" + Sixty4 + "a", "offers/1a", "offers/SIP_TRUNK_TOUCH", "offers/"]),
        ["^[A-Z][A-Z0-9_]{0,63}$"] = (["SDA_FULL", "A", new string('A', 64)], [new string('A', 65), "_A", "1A", "sda_full", "É"]),
        ["^[A-Z][A-Z0-9_]{0,31}$"] = (["FR", new string('A', 32)], [new string('A', 33), "fr"]),
        ["^[a-z][a-z0-9-]{0,63}$"] = (["destiny", Sixty4], [Sixty4 + "a", "Destiny", "-a"]),
        ["^OC[1-9][0-9]{0,11}$"] = (["OC138637", "OC" + new string('9', 12)], ["OC0", "OC" + new string('9', 13), "oc1"]),
        ["^[A-Z]{2,5}[0-9]{1,12}$"] = (["COM16444", "AB1", "ABCDE" + new string('9', 12)], ["A1", "ABCDEF1", "AB" + new string('9', 13), "AB"]),
        ["^[0-9][0-9AB][0-9]{3}$"] = (["59350", "2A004"], ["5935", "593500", "2C004"]),
        ["^[0-9A-Za-z.-]{1,32}$"] = (["2026-11", new string('1', 32)], [new string('1', 33), "1_1"]),
        ["^[0-9a-f]{64}$"] = ([new string('0', 64)], [new string('0', 63), new string('0', 65), new string('A', 64)]),
        ["^[0-9]{9}$"] = (["303265045"], ["30326504", "3032650450", "30326504a"]),
        ["^[0-9]{14}$"] = (["73282932000074"], ["7328293200007", "732829320000740"]),
        ["^[A-Z]{2}[A-Z0-9+*]{2,12}$"] = (["FR40303265045", "BE0403170701", "IE12", "BE" + new string('9', 12)], ["BE1", "BE" + new string('9', 13), "be12"]),
        ["^[+][1-9][0-9]{1,14}$"] = (["+33442262424"], ["0442262424", "+0442262424", "+3344226242424242", "+"]),
        ["^[^@ ,;<>]+@[^@ ,;<>]+$"] = (["anne@exemple.fr", "jérôme@société.fr", "a@b"], ["anne", "@b", "a@", "a@b@c", "a b@c", "a@b,c@d"]),
        ["^[A-Z]{2}$"] = (["FR"], ["F", "FRA", "fr"]),
    };

    /// <summary>Values that are right, the first one an ordinary one.</summary>
    public static IEnumerable<object> Right(FieldDescriptor field, Options rules) => rules.TypeCase switch
    {
        Options.TypeOneofCase.String => rules.String switch
        {
            { HasPattern: true } => OfPatterns[rules.String.Pattern].Right.Where(t => !rules.String.HasMaxLen || t.Length <= (int)rules.String.MaxLen),
            { Uuid: true } => [Uuid, Uuid.ToUpperInvariant(), Guid.Empty.ToString()],
            { In.Count: > 0 } => rules.String.In,
            _ => ["x", new string('x', (int)rules.String.MaxLen), string.Concat(Enumerable.Repeat(Smile, (int)rules.String.MaxLen))],
        },
        Options.TypeOneofCase.Bytes => [ByteString.CopyFromUtf8("{}"), ByteString.CopyFrom(new byte[rules.Bytes.MaxLen])],
        Options.TypeOneofCase.Int32 => rules.Int32.In.Count > 0
            ? rules.Int32.In.Cast<object>()
            : [rules.Int32.Gte, rules.Int32.HasLte ? rules.Int32.Lte : int.MaxValue],
        Options.TypeOneofCase.Int64 => [rules.Int64.Gte, rules.Int64.Lte],
        Options.TypeOneofCase.Enum => field.EnumType.Values.OrderBy(v => v.Number == 0).Select(v => (object)v.Number),
        _ => [],
    };

    /// <summary>Values that are wrong by one.</summary>
    public static IEnumerable<object> Wrong(FieldDescriptor field, Options rules) => rules.TypeCase switch
    {
        Options.TypeOneofCase.String => (rules.String switch
        {
            { HasPattern: true } => OfPatterns[rules.String.Pattern].Wrong,
            { Uuid: true } => [Uuid[..^1], Uuid + "0", $"{{{Uuid}}}", Uuid.Replace("-", "", StringComparison.Ordinal), " " + Uuid[1..], Uuid[..^1] + "g"],
            { In.Count: > 0 } => [rules.String.In[0] + "x"],
            _ => Array.Empty<string>(),
        }).Concat(rules.String.HasMaxLen ? [Longer(rules, "x"), Longer(rules, Smile)] : []),
        Options.TypeOneofCase.Bytes => [ByteString.CopyFrom(new byte[rules.Bytes.MaxLen + 1])],
        Options.TypeOneofCase.Int32 => rules.Int32.In.Count > 0
            ? [rules.Int32.In.Min() - 1, rules.Int32.In.Max() + 1]
            : rules.Int32.HasLte ? [rules.Int32.Gte - 1, rules.Int32.Lte + 1] : [rules.Int32.Gte - 1],
        Options.TypeOneofCase.Int64 => [rules.Int64.Gte - 1, rules.Int64.Lte + 1],
        Options.TypeOneofCase.Enum => [-1, field.EnumType.Values.Max(v => v.Number) + 1],
        _ => [],
    };

    /// <summary>One more than a text may have, of the form that the field asks for beside.</summary>
    private static string Longer(Options rules, string character)
    {
        var text = string.Concat(Enumerable.Repeat(character, (int)rules.String.MaxLen + 1));
        return rules.String.HasPattern ? (character == "x" ? text[..^2] : text[..^4]) + "@x" : text;
    }

    private static (string[] Right, string[] Wrong) Part(string collection) => (
        [$"customers/44660/{collection}/A1", $"customers/-/{collection}/A1", $"customers/44660/{collection}/{Sixty4}", $"customers/{new string('9', 18)}/{collection}/_-"],
        [$"customers/44660/{collection}", $"customers/44660/{collection}/", $"customers/44660/{collection}/{Sixty4}a", $"customers/44660/{collection}/é", $"customers/{new string('9', 19)}/{collection}/A1", $"customers/44660/other/A1"]);
}
