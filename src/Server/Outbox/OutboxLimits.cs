namespace MyOpenIP.Server.Outbox;

/// <summary>The bounds of sending.</summary>
/// <param name="GiveUpAfter">How long a message is tried, from when it was due, before it is given up.</param>
/// <param name="AtOnce">Messages of one kind that are being sent at once.</param>
/// <param name="LongestSending">How long one attempt may take.</param>
/// <param name="FirstWait">How long a message waits after its first failure; twice as long after each one more.</param>
/// <param name="Kept">How long a sent message stays on record, without its content.</param>
/// <param name="Late">A message that is due for longer than this is seen in the health.</param>
internal sealed record OutboxLimits(
    TimeSpan GiveUpAfter, int AtOnce, TimeSpan LongestSending, TimeSpan FirstWait, TimeSpan Kept, TimeSpan Late)
{
    /// <summary>Messages of one receiver that are being sent at once: one that hangs takes no more places than these.</summary>
    public const int AtOnceOfReceiver = 2;

    /// <summary>Attempts in a row that may end with the process: a message that ends it does so no more often.</summary>
    public const int MostUnfinished = 16;

    /// <summary>Longest wait between two attempts: once a receiver is back, everything reaches it within this.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>How often messages are looked for that another process wrote, or whose time has come.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    /// <summary>How long who took a message has it: as long as an attempt may take, and then the mark its turn among the writes, which is 10 seconds at most.</summary>
    public TimeSpan Lease => LongestSending + TimeSpan.FromSeconds(15);

    /// <summary>The bounds as they are set.</summary>
    public static OutboxLimits Of(IConfiguration configuration) => new(
        TimeSpan.FromHours(Settings.OutboxGiveUpHours.Of(configuration)),
        Settings.OutboxAtOnce.Of(configuration),
        TimeSpan.FromSeconds(Settings.OutboxMessageSeconds.Of(configuration)),
        TimeSpan.FromSeconds(Settings.OutboxRetrySeconds.Of(configuration)),
        TimeSpan.FromDays(Settings.OutboxKeepDays.Of(configuration)),
        TimeSpan.FromMinutes(Settings.OutboxLateMinutes.Of(configuration)));

    /// <summary>How long a message waits after so many attempts: exponential, and spread, so that what failed together does not come back together.</summary>
    /// <param name="attempts">Attempts made, at least 1.</param>
    /// <param name="chance">From 0 to 1.</param>
    public TimeSpan WaitAfter(int attempts, double chance)
    {
        var whole = Math.Min(FirstWait.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 30)), LongestWait.TotalSeconds);
        return TimeSpan.FromSeconds(whole * (1 + chance) / 2);
    }
}
