using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Events;

/// <summary>Something that happened to an amendment or an order, as whoever watches is told. Written with what happened; appended, never changed.</summary>
internal sealed class Event
{
    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>Its place among all events, of all resellers: one more than the one before. Tells how much others do, so it is shown to nobody as it is.</summary>
    public long Position { get; set; }

    /// <summary>What it is called outside; of its own making, so that it is known before the position.</summary>
    public required Guid Id { get; set; }

    /// <summary>The customer.</summary>
    public required long CustomerId { get; set; }

    /// <summary>What it happened to: the collection of amendments, or of orders, as names have it.</summary>
    public required string Collection { get; set; }

    /// <summary>Number of the amendment or of the order.</summary>
    public required string Number { get; set; }

    /// <summary>Name of what it was done to: the amendment or order, or a part of it.</summary>
    public required string Subject { get; set; }

    /// <summary>What was done, such as IssueQuote.</summary>
    public required string Kind { get; set; }

    /// <summary>The state before it, of a step from a state to another; empty: it is none, or what it was done to is new.</summary>
    public string FormerState { get; set; } = "";

    /// <summary>The state after it, of a step from a state to another; empty: it is none.</summary>
    public string State { get; set; } = "";

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>Identifier of who did it.</summary>
    public required string Actor { get; set; }

    /// <summary>The role in which it was done.</summary>
    public required string Role { get; set; }

    /// <summary>Request id of the call; empty: none.</summary>
    public required string RequestId { get; set; }

    /// <summary>Why, in the actor's words; empty: not said.</summary>
    public string Reason { get; set; } = "";

    /// <summary>What watchers are told of an action; of what is no amendment, order or part of one: null.</summary>
    /// <param name="told">The action.</param>
    /// <param name="requestId">Request id of the call; empty: none.</param>
    /// <param name="now">When.</param>
    public static Event? Of(ToldAction told, string requestId, DateTimeOffset now)
    {
        if (!ResourceNames.TryWatched(told.Subject, out var customer, out var collection, out var number))
            return null;
        var step = told.Step is { } known && known.From != known.To ? known : null;
        return new()
        {
            Reseller = told.Reseller,
            Id = Guid.CreateVersion7(now),
            CustomerId = customer,
            Collection = collection,
            Number = number,
            Subject = told.Subject,
            Kind = told.Action,
            FormerState = step?.From ?? "",
            State = step?.To ?? "",
            At = now,
            Actor = told.By.Identifier,
            Role = told.By.Role.ToString(),
            RequestId = requestId,
            Reason = step?.Reason ?? "",
        };
    }
}

/// <summary>Key and index of the events.</summary>
internal static class EventsModel
{
    public static void Configure(ModelBuilder model) => model.Entity<Event>(row =>
    {
        row.HasKey(e => new { e.Reseller, e.Position });
        row.HasIndex(e => e.Position).IsUnique();
        row.HasIndex(e => new { e.Reseller, e.Id }).IsUnique();
    });
}
