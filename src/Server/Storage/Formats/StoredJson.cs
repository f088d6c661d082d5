using Google.Protobuf;

namespace MyOpenIP.Server.Storage.Formats;

/// <summary>Stored messages as JSON, for people.</summary>
internal static class StoredJson
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithIndentation().WithPreserveProtoFieldNames(true));

    /// <summary>A message; what has its default value is left out, digests are base64, other numbers as they are stored.</summary>
    public static string Of(IMessage message) => Formatter.Format(message);
}
