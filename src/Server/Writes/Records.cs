namespace MyOpenIP.Server.Writes;

/// <summary>A step of the state of an amendment or of an order. Appended, never changed.</summary>
internal sealed class StateChange
{
    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>Number of the amendment (DEV...) or of the order (COM...).</summary>
    public required string Subject { get; set; }

    /// <summary>1 for the first, without hole.</summary>
    public int Sequence { get; set; }

    /// <summary>The state left; empty: it was created.</summary>
    public required string From { get; set; }

    /// <summary>The state reached.</summary>
    public required string To { get; set; }

    /// <summary>What was done, such as IssueQuote.</summary>
    public required string Action { get; set; }

    /// <summary>Identifier of who did it.</summary>
    public required string Actor { get; set; }

    /// <summary>Why, in the actor's words; empty: not said.</summary>
    public string Reason { get; set; } = "";

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>Request id of the call that did it; empty: the server did, by itself.</summary>
    public required string RequestId { get; set; }
}

/// <summary>The first answer to a write, given again when the request is repeated. Written in the transaction of the effect.</summary>
internal sealed class IdempotencyRecord
{
    /// <summary>Code of the caller's reseller; empty for an operator or an internal system.</summary>
    public required string Reseller { get; set; }

    /// <summary>Identifier of the caller.</summary>
    public required string Caller { get; set; }

    /// <summary>Full name of the method.</summary>
    public required string Method { get; set; }

    /// <summary>The request id (UUID, canonical form).</summary>
    public required string RequestId { get; set; }

    /// <summary>SHA-256 of the content of the request.</summary>
    public required byte[] ContentDigest { get; set; }

    /// <summary>The answer, serialised.</summary>
    public required byte[] Response { get; set; }

    /// <summary>Name of the resource concerned: the record lives as long as it does.</summary>
    public required string Subject { get; set; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; set; }
}

/// <summary>Who did what to what. Appended, never changed.</summary>
internal sealed class AuditEntry
{
    /// <summary>Code of the reseller (tenant) whose resource it was; empty: shared by all.</summary>
    public required string Reseller { get; set; }

    /// <summary>1 for the reseller's first, without hole.</summary>
    public long Sequence { get; set; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>Identifier of who did it.</summary>
    public required string Actor { get; set; }

    /// <summary>The role in which it was done.</summary>
    public required string Role { get; set; }

    /// <summary>What was done.</summary>
    public required string Action { get; set; }

    /// <summary>Name of the resource.</summary>
    public required string Subject { get; set; }

    /// <summary>Request id of the call; empty: none.</summary>
    public required string RequestId { get; set; }

    /// <summary>SHA-256 of what changed, see <see cref="AuditPayload"/>; empty: the action says it all.</summary>
    public byte[] PayloadDigest { get; set; } = [];

    /// <summary>What chains it to the entry before it, see <see cref="AuditChain"/>.</summary>
    public byte[] Hash { get; set; } = [];
}

/// <summary>Where the audit of a reseller ends. Moved in the transaction of every entry.</summary>
internal sealed class AuditHead
{
    /// <summary>Code of the reseller; empty: the entries that are shared by all.</summary>
    public required string Reseller { get; set; }

    /// <summary>Sequence of the last entry.</summary>
    public long Sequence { get; set; }

    /// <summary>Its hash.</summary>
    public required byte[] Hash { get; set; }
}

/// <summary>What changed, beside its audit entry: it may be erased, and the entry still tells that it was, by its digest.</summary>
internal sealed class AuditPayload
{
    /// <summary>Code of the reseller of the entry.</summary>
    public required string Reseller { get; set; }

    /// <summary>Sequence of the entry.</summary>
    public required long Sequence { get; set; }

    /// <summary>What changed, as JSON.</summary>
    public required string Payload { get; set; }
}

/// <summary>The next number of a series (DEV, COM).</summary>
internal sealed class NumberSequence
{
    /// <summary>Code of the reseller; empty: the series is shared by all.</summary>
    public required string Reseller { get; set; }

    /// <summary>Name of the series.</summary>
    public required string Name { get; set; }

    /// <summary>The number that the next call takes.</summary>
    public required long Next { get; set; }
}
