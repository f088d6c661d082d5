namespace MyOpenIP.Server.Security;

/// <summary>The names of roles in tokens, commands and the database.</summary>
internal static class RoleNames
{
    private static readonly (ActorRole Role, string Name)[] Names =
    [
        (ActorRole.Operator, "operator"),
        (ActorRole.Reseller, "reseller"),
        (ActorRole.InternalSystem, "internal_system"),
        (ActorRole.Diagnostics, "diagnostics"),
    ];

    /// <summary>The names of the roles that callers have.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names.Select(n => n.Name)];

    /// <summary>The name of a role.</summary>
    public static string Of(ActorRole role) => Names.Single(n => n.Role == role).Name;

    /// <summary>The role of a name, as it is written; null: it is none.</summary>
    public static ActorRole? Read(string name)
    {
        foreach (var (role, known) in Names)
            if (known == name)
                return role;
        return null;
    }
}
