using MyOpenIP.Pricing;

namespace MyOpenIP.Server.Security;

/// <summary>Who acts: a caller, or the service itself. What it does is told by it, and what it reads is filtered by it.</summary>
/// <param name="Identifier">Identifier, unique over all actors.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Reseller">Code of its reseller, of the roles reseller and signer alone; every other role sees every reseller's customers.</param>
/// <exception cref="ArgumentException">A reseller or a signer without the code, or another role with one.</exception>
internal record Actor(string Identifier, ActorRole Role, string? Reseller)
{
    /// <summary>The service: what time does, and commands.</summary>
    public static Actor Service { get; } = new("service", ActorRole.Service, null);

    /// <summary>Whoever runs a command of the server on its machine.</summary>
    public static Actor Command { get; } = new($"command:{Environment.UserName}", ActorRole.Service, null);

    /// <summary>Code of its reseller; null: it sees every reseller's customers. Of a reseller or a signer it is never absent: absence would mean all.</summary>
    public string? Reseller { get; } = HasItsReseller(Role, Reseller)
        ? Reseller
        : throw new ArgumentException($"{Role} \"{Reseller}\": a reseller and a signer have the code of a reseller, and nobody else has.", nameof(Reseller));

    /// <summary>Whether it may do what only an operator may.</summary>
    public bool IsOperator => Role is ActorRole.Operator;

    /// <summary>Whether it may change what prices and legal gates depend on: the operator, or an internal system.</summary>
    public bool IsOperatorOrInternal => Role is ActorRole.Operator or ActorRole.InternalSystem;

    /// <summary>The role whose authority over manual discounts is judged; an internal system has no more of it than a reseller.</summary>
    public AskerRole AsksAs => IsOperator ? AskerRole.Operator : AskerRole.Reseller;

    /// <summary>Whether a role goes with the code of a reseller, or with none.</summary>
    public static bool HasItsReseller(ActorRole role, string? reseller) =>
        role is ActorRole.Reseller or ActorRole.Signer ? !string.IsNullOrEmpty(reseller) : reseller is null;
}

/// <summary>Roles of those who act.</summary>
internal enum ActorRole
{
    /// <summary>openIP's own staff: sees all customers, validates on behalf of a customer, delivers.</summary>
    Operator,

    /// <summary>A reseller: sees its own customers only.</summary>
    Reseller,

    /// <summary>A system of openIP's own: sees all customers, carries out orders and imports; commits nothing for anyone.</summary>
    InternalSystem,

    /// <summary>Who looks for a fault: reads of all customers what an operator reads, and writes nothing.</summary>
    Diagnostics,

    /// <summary>The service itself. No caller has this role.</summary>
    Service,

    /// <summary>
    /// Who signs or refuses a quote by the link that was sent to it. No token, client or person has this role: the page of the
    /// link alone acts in it, on the one quote of the link.
    /// </summary>
    Signer,
}
