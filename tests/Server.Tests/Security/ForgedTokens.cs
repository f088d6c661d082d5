using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MyOpenIP.Server.Tests.Security;

/// <summary>Tokens that were tampered with, each by its name: made of a good one, of the issuer's public key, and of keys of the attacker's own.</summary>
/// <param name="good">A token that is let in.</param>
/// <param name="known">The issuer's own key, for tokens that it would not have made but that it signed.</param>
/// <param name="now">The instant.</param>
internal sealed class ForgedTokens(string good, ECDsa known, DateTimeOffset now)
{
    private readonly string[] parts = good.Split('.');
    private readonly ECDsa stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA rsa = RSA.Create(2048);

    private JsonObject Header => Read(parts[0]);

    private JsonObject Payload => Read(parts[1]);

    /// <summary>All of them.</summary>
    public IEnumerable<(string Kind, string Token)> All() =>
        [.. Shapes(), .. Signatures(), .. Algorithms(), .. Keys(), .. Types(), .. Claims(), .. Times()];

    /// <summary>What is no token.</summary>
    private IEnumerable<(string, string)> Shapes()
    {
        yield return ("empty", "");
        yield return ("a space", " ");
        yield return ("only dots", "..");
        yield return ("header alone", parts[0]);
        yield return ("no signature part", $"{parts[0]}.{parts[1]}");
        yield return ("empty signature", $"{parts[0]}.{parts[1]}.");
        yield return ("empty payload", $"{parts[0]}..{parts[2]}");
        yield return ("empty header", $".{parts[1]}.{parts[2]}");
        yield return ("a fourth part", $"{good}.{parts[2]}");
        yield return ("five parts, as if encrypted", $"{good}.{parts[1]}.{parts[2]}");
        yield return ("parts exchanged", $"{parts[1]}.{parts[0]}.{parts[2]}");
        yield return ("a NUL behind", good + "\0");
        yield return ("a space before", " " + good);
        yield return ("a space inside", good.Insert(good.Length / 2, " "));
        yield return ("twice, with a comma", $"{good},{good}");
        yield return ("padding behind", good + "==");
        yield return ("padding in the middle", $"{parts[0]}=.{parts[1]}.{parts[2]}");
        yield return ("other spare bits at its end", good[..^1] + (char)(good[^1] ^ 1));
        yield return ("base64 for base64url", Convert.ToBase64String(Encoding.UTF8.GetBytes(good)));
        yield return ("header no JSON", $"{Write("{")}.{parts[1]}.{parts[2]}");
        yield return ("payload no JSON", Signed(Write(Header.ToJsonString()), Write("{"), known));
        yield return ("payload a list", Signed(Write(Header.ToJsonString()), Write("[]"), known));
        yield return ("too long", $"{parts[0]}.{Write(new string('a', 10_000))}.{parts[2]}");
    }

    /// <summary>A signature that is not that of the text.</summary>
    private IEnumerable<(string, string)> Signatures()
    {
        yield return ("last bit of the signature", $"{parts[0]}.{parts[1]}.{Flipped(parts[2], 63)}");
        yield return ("first bit of the signature", $"{parts[0]}.{parts[1]}.{Flipped(parts[2], 0)}");
        yield return ("signature of zeros", $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(new byte[64])}");
        yield return ("signature too short", $"{parts[0]}.{parts[1]}.{parts[2][..40]}");
        yield return ("signature too long", $"{parts[0]}.{parts[1]}.{parts[2]}AAAA");
        yield return ("signature as DER", $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(known.SignData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))}");
        yield return ("signature with another digest", $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(known.SignData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), HashAlgorithmName.SHA384))}");
        yield return ("signature of the payload alone", $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(known.SignData(Encoding.ASCII.GetBytes(parts[1]), HashAlgorithmName.SHA256))}");
        yield return ("payload changed", $"{parts[0]}.{Write(With(Payload, "role", "operator", "sub", "other"))}.{parts[2]}");
        yield return ("header changed", $"{Write(With(Header, "x", "y"))}.{parts[1]}.{parts[2]}");
        yield return ("signed by a stranger", Signed(parts[0], parts[1], stranger));
        yield return ("operator, signed by a stranger", Signed(parts[0], Write(With(Payload, "role", "operator")), stranger));
    }

    /// <summary>Algorithms other than the issuer's.</summary>
    private IEnumerable<(string, string)> Algorithms()
    {
        foreach (var none in (string[])["none", "None", "NONE", "nOnE", ""])
        {
            var header = Write(With(Header, "alg", none));
            yield return ($"alg \"{none}\", no signature", $"{header}.{parts[1]}.");
            yield return ($"alg \"{none}\", the old signature", $"{header}.{parts[1]}.{parts[2]}");
        }
        foreach (var (name, key) in ((string, byte[])[])
            [
                ("the public key as PEM", Encoding.ASCII.GetBytes(known.ExportSubjectPublicKeyInfoPem())),
                ("the public key as DER", known.ExportSubjectPublicKeyInfo()),
                ("the public point", [.. known.ExportParameters(false).Q.X!, .. known.ExportParameters(false).Q.Y!]),
                ("an empty key", []),
                ("its name as the key", Encoding.ASCII.GetBytes((string)Header["kid"]!)),
            ])
        {
            var text = $"{Write(With(Header, "alg", "HS256"))}.{parts[1]}";
            yield return ($"HS256 with {name}", $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text)))}");
        }
        foreach (var alg in (string[])["ES384", "ES512", "es256", "ES256K", "HS512", "EdDSA", "dir"])
            yield return ($"alg {alg}", Signed(Write(With(Header, "alg", alg)), parts[1], known));
        foreach (var alg in (string[])["RS256", "PS256"])
        {
            var text = $"{Write(With(Header, "alg", alg))}.{parts[1]}";
            yield return ($"{alg} of a stranger", $"{text}.{Base64Url.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, alg == "RS256" ? RSASignaturePadding.Pkcs1 : RSASignaturePadding.Pss))}");
        }
        var without = Header;
        without.Remove("alg");
        yield return ("no alg", Signed(Write(without), parts[1], known));
    }

    /// <summary>Keys that the token brings itself, or names elsewhere.</summary>
    private IEnumerable<(string, string)> Keys()
    {
        var own = stranger.ExportParameters(false);
        var jwk = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(own.Q.X), ["y"] = Base64Url.EncodeToString(own.Q.Y), ["kid"] = "mine" };
        yield return ("its own key inside", Signed(Write(With(Header, "jwk", jwk, "kid", "mine")), parts[1], stranger));
        yield return ("its own key inside, the issuer's name", Signed(Write(With(Header, "jwk", jwk.DeepClone())), parts[1], stranger));
        yield return ("keys at an address", Signed(Write(With(Header, "jku", "http://127.0.0.1:1/keys", "kid", "mine")), parts[1], stranger));
        yield return ("a certificate at an address", Signed(Write(With(Header, "x5u", "http://127.0.0.1:1/cert", "kid", "mine")), parts[1], stranger));
        yield return ("a certificate inside", Signed(Write(With(Header, "x5c", new JsonArray(Convert.ToBase64String(stranger.ExportSubjectPublicKeyInfo())), "kid", "mine")), parts[1], stranger));
        foreach (var kid in (string[])["", "mine", "../../../dev/null", "' OR 1=1 --", "/etc/passwd", new string('k', 4000)])
            yield return ($"kid {kid[..Math.Min(20, kid.Length)]}", Signed(Write(With(Header, "kid", kid)), parts[1], known));
        var without = Header;
        without.Remove("kid");
        yield return ("no kid, a stranger", Signed(Write(without), parts[1], stranger));
    }

    /// <summary>Tokens of another kind, though the issuer signed them.</summary>
    private IEnumerable<(string, string)> Types()
    {
        foreach (var type in (string[])["JWT", "jwt", "oi_auc+jwt", "oi_reft+jwt", "id_token+jwt", "dpop+jwt", "logout+jwt", ""])
            yield return ($"typ \"{type}\"", Signed(Write(With(Header, "typ", type)), parts[1], known));
        var without = Header;
        without.Remove("typ");
        yield return ("no typ", Signed(Write(without), parts[1], known));
    }

    /// <summary>Claims that name no caller of this API, though the issuer signed them.</summary>
    private IEnumerable<(string, string)> Claims()
    {
        yield return ("another audience", Known("aud", "elsewhere"));
        yield return ("audiences without this one", Known("aud", new JsonArray("a", "b")));
        yield return ("another issuer", Known("iss", "https://evil.example/"));
        yield return ("the issuer with another path", Known("iss", (string)Payload["iss"]! + "x"));
        yield return ("an unknown role", Known("role", "admin"));
        yield return ("the role of the service", Known("role", "service"));
        yield return ("the role in other letters", Known("role", "Operator"));
        yield return ("two roles", Known("role", new JsonArray("reseller", "operator")));
        yield return ("an empty role", Known("role", ""));
        yield return ("a reseller without its code", Known("role", "reseller"));
        yield return ("an operator with a reseller", Known("role", "operator", "reseller", "destiny"));
        yield return ("two resellers", Known("role", "reseller", "reseller", new JsonArray("destiny", "sud-connect")));
        yield return ("an empty reseller", Known("role", "reseller", "reseller", ""));
        yield return ("another role than the client has", Known("role", "internal_system"));
        yield return ("another client", Known("client_id", "nobody", "sub", "nobody"));
        yield return ("two subjects", Known("sub", new JsonArray("a", "b")));
        foreach (var claim in (string[])["aud", "iss", "role", "sub", "client_id", "exp"])
        {
            var without = Payload;
            without.Remove(claim);
            yield return ($"no {claim}", Signed(parts[0], Write(without), known));
        }
    }

    /// <summary>Tokens before or after their time, though the issuer signed them.</summary>
    private IEnumerable<(string, string)> Times()
    {
        yield return ("ended a second ago", Known("exp", now.ToUnixTimeSeconds() - 1));
        yield return ("ends now", Known("exp", now.ToUnixTimeSeconds()));
        yield return ("ended in 1970", Known("exp", 0));
        yield return ("ends before 1970", Known("exp", -1));
        yield return ("ends at a text", Known("exp", "tomorrow"));
        yield return ("ends later than there are days", Known("exp", double.MaxValue));
        yield return ("begins in an hour", Known("nbf", now.ToUnixTimeSeconds() + 3600));
    }

    /// <summary>A token that the issuer signed, with other claims.</summary>
    private string Known(params object[] claims) => Signed(parts[0], Write(With(Payload, claims)), known);

    private static string With(JsonObject json, params object[] members)
    {
        for (var i = 0; i < members.Length; i += 2)
            json[(string)members[i]] = members[i + 1] as JsonNode ?? JsonSerializer.SerializeToNode(members[i + 1]);
        return json.ToJsonString();
    }

    private static string Signed(string header, string payload, ECDsa key) =>
        $"{header}.{payload}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes($"{header}.{payload}"), HashAlgorithmName.SHA256))}";

    private static string Flipped(string part, int at)
    {
        var bytes = Base64Url.DecodeFromChars(part);
        bytes[at] ^= 1;
        return Base64Url.EncodeToString(bytes);
    }

    private static JsonObject Read(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();

    private static string Write(JsonObject json) => Write(json.ToJsonString());

    private static string Write(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
