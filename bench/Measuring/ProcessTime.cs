using System.Runtime.InteropServices;

namespace MyOpenIP.Bench.Measuring;

/// <summary>The processor time that another process has used, to the nanosecond.</summary>
internal static partial class ProcessTime
{
    /// <summary>Nanoseconds since the process began: its <c>CLOCK_PROCESS_CPUTIME_ID</c>, by the clock's number for others.</summary>
    public static long Of(int process)
    {
        if (GetClock(process, out var clock) != 0 || GetTime(clock, out var time) != 0)
            throw new InvalidOperationException($"This system does not tell the processor time of process {process}.");
        return time.Seconds * 1_000_000_000L + time.Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_getcpuclockid")]
    private static partial int GetClock(int process, out int clock);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
