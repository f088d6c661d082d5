using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Outbox;

/// <summary>
/// A message to be sent to somebody outside. Written in the transaction of what it tells of: none is sent of what was rolled
/// back, and of what was committed each is sent at least once, or becomes a dead letter that is seen.
/// </summary>
internal sealed class OutboxRow
{
    /// <summary>Longest text kept of a fault, in characters.</summary>
    public const int LongestFault = 500;

    /// <summary>Code of the reseller (tenant) whose message it is; empty: nobody's.</summary>
    public required string Reseller { get; set; }

    /// <summary>What kind of message: says which <see cref="IOutboxConsumer"/> sends it.</summary>
    public required string Kind { get; set; }

    /// <summary>What makes it the same message, however often it is sent; unique within its kind and reseller. It stands in logs: no name or address in it.</summary>
    public required string Key { get; set; }

    /// <summary>To whom it goes, for its kind: what waits for one receiver keeps nothing waiting for another; empty: all of the reseller's go to one.</summary>
    public required string Receiver { get; set; }

    /// <summary>What its kind needs to make it; empty once it was sent.</summary>
    public required byte[] Payload { get; set; }

    /// <summary>Where it stands.</summary>
    public OutboxState State { get; set; }

    /// <summary>Times that it was taken up.</summary>
    public int Attempts { get; set; }

    /// <summary>The instant from which it may be taken up.</summary>
    public required DateTimeOffset NotBefore { get; set; }

    /// <summary>When it was first to be sent: at once, or at an instant to come. From then on it is tried for as long as messages are.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Attempts in a row that came to no end, not even to a failure: the process ended.</summary>
    public int Unfinished { get; set; }

    /// <summary>Until when whoever took it has it to itself; past: nobody has.</summary>
    public DateTimeOffset LeasedUntil { get; set; } = DateTimeOffset.MinValue;

    /// <summary>One more each time it is taken: who holds an older number marks nothing.</summary>
    public long Fence { get; set; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>When it last changed its state or failed.</summary>
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>What went wrong last; empty: nothing yet.</summary>
    public string Fault { get; set; } = "";
}

/// <summary>Where a message stands.</summary>
internal enum OutboxState
{
    /// <summary>It waits to be sent, or is being sent.</summary>
    Pending,

    /// <summary>It was sent.</summary>
    Sent,

    /// <summary>It is given up, until an operator has it sent again.</summary>
    Dead,
}

/// <summary>Key and index of the messages.</summary>
internal static class OutboxModel
{
    public static void Configure(ModelBuilder model) => model.Entity<OutboxRow>(row =>
    {
        row.IsUnaudited().HasKey(r => new { r.Reseller, r.Kind, r.Key });

        // What is due, what is dead, and what was sent long ago, of each kind.
        row.HasIndex(r => new { r.State, r.Kind, r.NotBefore });
    });
}
