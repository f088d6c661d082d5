using MyOpenIP.Server.Observability;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Writes;

/// <summary>
/// Runs operations. What one does, its history, its audit and the answer kept under its key are one transaction and one
/// save. The same key again gets the first answer, also after a restart; failures are not recorded.
/// </summary>
internal sealed class Operations(StorageWriter writer, WriteSignals signals, ParisClock clock, ILogger<Operations> logger)
{
    /// <summary>Runs an operation once.</summary>
    /// <param name="actor">Who does it; the key is its own.</param>
    /// <param name="key">What makes a repeat a repeat.</param>
    /// <param name="validateOnly">Whether to answer as if done and to store nothing.</param>
    /// <param name="operation">Does it; must tell what it did. Saves nothing.</param>
    /// <param name="encode">Makes the answer that is kept, etags as stored: run after the operation, before the save.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The answer: the first one's bytes when the key is known.</returns>
    /// <exception cref="Fault">REQUEST_ID_REUSED, and what <paramref name="operation"/> refuses.</exception>
    public async Task<byte[]> OnceAsync<T>(
        Actor actor, WriteKey key, bool validateOnly, Func<Write, Task<T>> operation, Func<Write, T, Task<byte[]>> encode,
        CancellationToken cancellation)
    {
        try
        {
            var (answer, done) = await writer.WriteAsync(
                actor,
                async (context, token) =>
                {
                    if (await FirstAnswers.FindAsync(context, actor, key, token) is { } first)
                        return (first, (Write?)null);
                    var write = new Write(context, actor, key.RequestId, clock.Now, token);
                    var result = await operation(write);
                    Versions.Move(context);
                    var bytes = await encode(write, result);
                    context.Add(FirstAnswers.Record(actor, key, write, bytes));
                    await write.AppendAsync();
                    if (!validateOnly)
                        return (bytes, (Write?)write);
                    await context.SaveAsync(token);
                    throw new OnlyValidated(bytes);
                },
                cancellation);
            if (done is not null)
            {
                logger.Committed(done.Action, done.Subject, actor.Identifier, key.RequestId);
                signals.Committed(done);
            }
            return answer;
        }
        catch (OnlyValidated validated)
        {
            return validated.Answer;
        }
    }

    /// <summary>Runs an operation whose own conditions make a repeat harmless: for workers and commands.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="operation">Does it. Saves nothing.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<T> RunAsync<T>(Actor actor, Func<Write, Task<T>> operation, CancellationToken cancellation)
    {
        var (result, done) = await writer.WriteAsync(
            actor,
            async (context, token) =>
            {
                var write = new Write(context, actor, "", clock.Now, token);
                var result = await operation(write);
                await write.AppendAsync();
                return (result, write);
            },
            cancellation);
        signals.Committed(done);
        return result;
    }

    /// <summary>Leaves the transaction without committing it.</summary>
    private sealed class OnlyValidated(byte[] answer) : Exception("Nothing is stored: validate_only.")
    {
        public byte[] Answer => answer;
    }
}

/// <summary>What makes a repeated write a repeat: the same door and the same id of the same actor.</summary>
/// <param name="Door">Where it came in, such as the full name of a method.</param>
/// <param name="RequestId">Its id, in canonical form.</param>
/// <param name="ContentDigest">SHA-256 of its content: another content under the same id is refused.</param>
internal readonly record struct WriteKey(string Door, string RequestId, byte[] ContentDigest);
