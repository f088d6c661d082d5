using System.Runtime.InteropServices;

namespace MyOpenIP.Bench.Measuring;

/// <summary>The processor time that this thread has used: other work on the machine does not count.</summary>
internal static partial class ThreadTime
{
    private const int ThreadCpuTimeClock = 3;

    /// <summary>Nanoseconds since the thread began.</summary>
    public static long Now()
    {
        if (GetTime(ThreadCpuTimeClock, out var time) != 0)
            throw new InvalidOperationException("This system does not tell the processor time of a thread.");
        return time.Seconds * 1_000_000_000L + time.Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
