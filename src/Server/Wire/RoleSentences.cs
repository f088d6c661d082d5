using MyOpenIP.Server.Security;

namespace MyOpenIP.Server.Wire;

/// <summary>Says whose something is, to whom it is refused.</summary>
internal static class RoleSentences
{
    /// <summary>A sentence such as "Validate is for the operator; a reseller asks for the signature."</summary>
    /// <param name="what">What is refused.</param>
    /// <param name="allowed">The roles that may.</param>
    /// <param name="instead">What the others do instead; null: nothing.</param>
    public static Text For(string what, IReadOnlyList<ActorRole> allowed, Text? instead)
    {
        var names = allowed.Select(NameOf).ToArray();
        return new(
            $"{what} est réservé {Listed(names, n => n.French, "et")}{(instead is { } other ? $" ; {other.French}" : "")}.",
            $"{what} is for {Listed(names, n => n.English, "and")}{(instead is { } another ? $"; {another.English}" : "")}.");
    }

    private static string Listed(Text[] names, Func<Text, string> said, string and) => names switch
    {
        [var one] => said(one),
        [.. var others, var last] => $"{string.Join(", ", others.Select(said))} {and} {said(last)}",
        [] => throw new ArgumentException("Something that is nobody's is not refused for the role.", nameof(names)),
    };

    private static Text NameOf(ActorRole role) => role switch
    {
        ActorRole.Operator => new("à l'opérateur", "the operator"),
        ActorRole.Reseller => new("aux revendeurs", "resellers"),
        ActorRole.InternalSystem => new("aux systèmes internes", "internal systems"),
        ActorRole.Diagnostics => new("au diagnostic", "diagnostics"),
        ActorRole.Signer => new("au signataire", "the signer"),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No caller has this role."),
    };
}
