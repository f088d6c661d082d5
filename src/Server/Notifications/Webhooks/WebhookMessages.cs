using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Google.Protobuf;
using MyOpenIP.Server.Events;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Notifications.Webhooks;

/// <summary>Events as CloudEvents in JSON.</summary>
internal static class WebhookMessages
{
    /// <summary>What the types of events begin with.</summary>
    private const string TypePrefix = "fr.openip.myopenip.";

    private static readonly JsonEventFormatter Formatter = new();

    /// <summary>What an event is called, the same however often it is told.</summary>
    public static string IdOf(Event told) => Invariant($"{told.Id}");

    /// <summary>The content of a message, and its type.</summary>
    /// <param name="told">The event.</param>
    /// <param name="source">The address of the server.</param>
    public static (byte[] Content, string ContentType) Of(Event told, Uri source)
    {
        var message = WatchMessages.Event(told);
        var kind = told.Collection == ResourceNames.Orders ? "order" : "amendment";
        var content = Formatter.EncodeStructuredModeMessage(
            new CloudEvent
            {
                Id = IdOf(told),
                Source = source,
                Type = $"{TypePrefix}{kind}.{JsonNamingPolicy.SnakeCaseLower.ConvertName(told.Kind)}",
                Subject = message.Resource,
                Time = told.At,
                DataContentType = "application/json",
                Data = JsonElement.Parse(JsonFormatter.Default.Format(message)),
            },
            out var contentType);
        return (content.ToArray(), contentType.ToString());
    }
}
