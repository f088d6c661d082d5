namespace MyOpenIP.Server.Imports;

/// <summary>What an import through the API may take: a client stream has no bound of its own. Longer ones are for the command line.</summary>
internal sealed record ImportLimits
{
    /// <summary>Most bytes of one message of a stream, as everywhere in gRPC.</summary>
    public const int MessageBytes = 4 * Mebibyte;

    /// <summary>Most bytes of a message to the service Catalog: above the longest catalogue, so that its refusal says why.</summary>
    public const int CatalogMessageBytes = 20 * Mebibyte;

    private const int Mebibyte = 1024 * 1024;

    /// <summary>Most records of a stream.</summary>
    public int Records { get; init; } = 10_000;

    /// <summary>Most bytes of all messages of a stream together.</summary>
    public long Bytes { get; init; } = 32 * Mebibyte;

    /// <summary>Most rows that the records of a stream may make, their parts included: others wait while they are written.</summary>
    public int Rows { get; init; } = 250_000;

    /// <summary>Longest time from the start of a stream to its last message.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest time between two messages of a stream.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most bytes of a catalogue.</summary>
    public int CatalogueBytes { get; init; } = 16 * Mebibyte;

    /// <summary>A limit on bytes as it is told.</summary>
    public static string Told(long bytes) => bytes % Mebibyte == 0 ? Invariant($"{bytes / Mebibyte} MiB") : Invariant($"{bytes} B");

    /// <summary>A limit on time as it is told.</summary>
    public static string Told(TimeSpan time) => Invariant($"{time.TotalSeconds:0.###} s");
}
