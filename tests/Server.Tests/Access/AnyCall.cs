using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;

namespace MyOpenIP.Server.Tests.Access;

/// <summary>Calls any method by its descriptor, with one message, and tells what came of it.</summary>
internal static partial class AnyCall
{
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithTypeRegistry(
        TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor, StatusReflection.Descriptor)));

    /// <summary>What a call is answered, less what no two calls share: the identifier of the call, and the name that was asked for.</summary>
    /// <param name="calls">The channel, as a caller.</param>
    /// <param name="method">The method.</param>
    /// <param name="request">The request, or the one message of its stream.</param>
    /// <param name="asked">The name that was asked for; empty: none in particular.</param>
    public static async Task<Outcome> OfAsync(CallInvoker calls, MethodDescriptor method, IMessage request, string asked = "")
    {
        try
        {
            var answers = await AnswersAsync(calls, method, request);
            return new(StatusCode.OK, Bare(string.Join('\n', answers.Select(a => Json.Format(a))), asked), "");
        }
        catch (RpcException refusal)
        {
            var status = refusal.GetRpcStatus();
            return new(
                refusal.StatusCode, Bare(status is null ? refusal.Status.Detail : Json.Format(status), asked),
                status?.GetDetail<ErrorInfo>()?.Metadata.GetValueOrDefault("allowed_roles", "") ?? "");
        }
    }

    private static async Task<List<IMessage>> AnswersAsync(CallInvoker calls, MethodDescriptor method, IMessage request)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var type = (method.IsClientStreaming, method.IsServerStreaming) switch
        {
            (false, false) => MethodType.Unary,
            (true, false) => MethodType.ClientStreaming,
            (false, true) => MethodType.ServerStreaming,
            (true, true) => MethodType.DuplexStreaming,
        };
        var called = new Method<IMessage, IMessage>(
            type, method.Service.FullName, method.Name,
            Marshallers.Create<IMessage>(m => m.ToByteArray(), _ => throw new NotSupportedException()),
            Marshallers.Create<IMessage>(_ => throw new NotSupportedException(), bytes => method.OutputType.Parser.ParseFrom(bytes)));
        var options = new CallOptions(cancellationToken: cancellation);
        switch (type)
        {
            case MethodType.Unary:
                return [await calls.AsyncUnaryCall(called, null, options, request)];
            case MethodType.ClientStreaming:
                using (var call = calls.AsyncClientStreamingCall(called, null, options))
                    return [await Services.Streams.SendAsync(call, [request])];
            case MethodType.ServerStreaming:
                using (var call = calls.AsyncServerStreamingCall(called, null, options, request))
                    return await call.ResponseStream.ReadAllAsync(cancellation).ToListAsync(cancellation);
            default:
                using (var call = calls.AsyncDuplexStreamingCall(called, null, options))
                {
                    await SendAsync(call.RequestStream, request);
                    return await call.ResponseStream.ReadAllAsync(cancellation).ToListAsync(cancellation);
                }
        }
    }

    private static async Task SendAsync(IClientStreamWriter<IMessage> stream, IMessage request)
    {
        try
        {
            await stream.WriteAsync(request, TestContext.Current.CancellationToken);
            await stream.CompleteAsync();
        }
        catch (RpcException)
        {
            // The server no longer reads: its answer says why.
        }
    }

    private static string Bare(string told, string asked) =>
        RequestId().Replace(asked.Length == 0 ? told : told.Replace(asked, "NAME", StringComparison.Ordinal), "\"requestId\": \"\"");

    [GeneratedRegex("""
        "requestId": "[^"]*"
        """)]
    private static partial Regex RequestId();
}

/// <summary>What came of a call.</summary>
/// <param name="Code">Its status.</param>
/// <param name="Told">The answer, or the refusal with its details.</param>
/// <param name="AllowedRoles">The roles that may, where the role is what is wrong.</param>
internal sealed record Outcome(StatusCode Code, string Told, string AllowedRoles);
