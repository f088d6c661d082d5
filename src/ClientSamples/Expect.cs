using Google.Rpc;
using Grpc.Core;

namespace MyOpenIP.ClientSamples;

/// <summary>What a sample asserts of the answers it receives; a broken expectation ends the program with exit code 1.</summary>
internal static class Expect
{
    /// <summary>The answer is the one expected.</summary>
    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new UnexpectedAnswerException($"{what}: expected {expected}, received {actual}.");
    }

    /// <summary>The condition holds.</summary>
    public static void True(bool condition, string what)
    {
        if (!condition)
            throw new UnexpectedAnswerException($"{what}: it does not hold.");
    }

    /// <summary>The call is refused with this status, and the reasons given with it are exactly these.</summary>
    /// <returns>The refusal's sentence for people.</returns>
    public static async Task<string> RefusalAsync(StatusCode code, string[] reasons, Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (RpcException refusal)
        {
            Equal(code, refusal.StatusCode, $"Status of the refusal ({refusal.Status.Detail})");
            var status = refusal.GetRpcStatus() ?? throw new UnexpectedAnswerException("The refusal carries no details.");
            var given = status.GetDetail<PreconditionFailure>()?.Violations.Select(v => v.Type) ?? [status.GetDetail<ErrorInfo>().Reason];
            Equal(string.Join(", ", reasons), string.Join(", ", given), "Reasons of the refusal");
            return status.GetDetail<LocalizedMessage>().Message;
        }

        throw new UnexpectedAnswerException($"The call was to be refused with {string.Join(", ", reasons)}, and went through.");
    }
}

/// <summary>An answer that is not the one that the sample expects.</summary>
/// <param name="message">What was expected and what came.</param>
internal sealed class UnexpectedAnswerException(string message) : Exception(message);
