using MyOpenIP.Fuzz;
using SharpFuzz;

// Files given: read each, to see again what a crash was. None: afl-fuzz feeds inputs (see run.sh).
if (args.Length > 0)
{
    foreach (var file in args)
    {
        Console.WriteLine(file);
        Parsers.Read(File.ReadAllBytes(file));
    }
    return;
}

var log = Environment.GetEnvironmentVariable("FUZZ_LOG");

// Out of process: an input that ends or hangs the process ends only the child.
Fuzzer.OutOfProcess.Run(stream =>
{
    var buffer = new byte[Parsers.LongestInput];
    var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
    try
    {
        Parsers.Read(buffer[..length]);
    }
    catch (Exception thrown) when (log is not null)
    {
        // afl-fuzz keeps the input, not the reason.
        File.AppendAllText(log, $"{Convert.ToHexString(buffer[..length])}: {thrown}\n");
        throw;
    }
});
