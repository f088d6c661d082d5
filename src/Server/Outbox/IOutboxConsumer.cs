namespace MyOpenIP.Server.Outbox;

/// <summary>Sends the messages of one kind. It may be asked to send a message again that was sent already: it gives it the same identity (<see cref="OutboxRow.Key"/>).</summary>
internal interface IOutboxConsumer
{
    /// <summary>The kind.</summary>
    string Kind { get; }

    /// <summary>Sends a message: it is sent when this returns, and tried again later when it throws.</summary>
    /// <param name="row">The message.</param>
    /// <param name="cancellation">Its time is over, or the server stops.</param>
    /// <exception cref="UndeliverableException">It will never be sent: there is no sense in trying again.</exception>
    Task SendAsync(OutboxRow row, CancellationToken cancellation);
}

/// <summary>A message that no further attempt will bring: it becomes a dead letter at once.</summary>
/// <param name="message">Why, for the operator.</param>
internal sealed class UndeliverableException(string message) : Exception(message);
