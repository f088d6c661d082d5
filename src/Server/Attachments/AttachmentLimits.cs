namespace MyOpenIP.Server.Attachments;

/// <summary>What attachments may take: a client stream has no bound of its own.</summary>
internal sealed record AttachmentLimits
{
    /// <summary>Most bytes of one.</summary>
    public int Bytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Most of an amendment.</summary>
    public int Count { get; init; } = 20;

    /// <summary>Most of an amendment with those that were deleted and that a quote keeps.</summary>
    public int Kept { get; init; } = 100;

    /// <summary>Longest time from the start of an upload to its last message.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest time between two messages of an upload.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time for which a download waits for its reader.</summary>
    public TimeSpan Unread { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most uploads at once of one caller: what they have sent so far takes room on the disk.</summary>
    public int UploadsOfCaller { get; init; } = 20;

    /// <summary>Most uploads at once of all callers.</summary>
    public int Uploads { get; init; } = 60;
}
