using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using MyOpenIP.Pricing;
using RichStatus = Google.Rpc.Status;

namespace MyOpenIP.Server.Wire;

/// <summary>Makes the status that a fault is told as. Its details are bounded: larger ones break clients.</summary>
internal static class FaultStatus
{
    /// <summary>Domain of every reason of the service.</summary>
    public const string Domain = "myopenip.openip.fr";

    /// <summary>Most entries of BadRequest or PreconditionFailure.</summary>
    public const int MostEntries = 25;

    /// <summary>Most bytes of the status, details included.</summary>
    public const int MostBytes = 4096;

    /// <summary>Longest text that comes from a request and is told back, in characters.</summary>
    private const int LongestValue = 200;

    /// <summary>The status of a fault.</summary>
    /// <param name="fault">What is told.</param>
    /// <param name="callId">Identifier of the call, as the log has it.</param>
    /// <param name="language">Language of the caller.</param>
    public static RichStatus Of(Fault fault, string callId, Language language)
    {
        var metadata = fault.Metadata.Select(m => (m.Key, Value: Cut(m.Value))).ToArray();
        var message = fault.Told;
        var info = new ErrorInfo { Reason = ReasonNames.Of(fault.Reason), Domain = Domain };
        foreach (var (key, value) in metadata)
            info.Metadata[key] = value;
        var status = new RichStatus { Code = (int)fault.Code, Message = Cut(message.English) };
        status.Details.Add(Any.Pack(info));
        status.Details.Add(Any.Pack(new RequestInfo { RequestId = callId }));
        status.Details.Add(Any.Pack(new LocalizedMessage { Locale = Locale(language), Message = Cut(message.In(language)) }));
        if (fault.RetryAfter is { } delay)
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        AddEntries(status, fault, language);
        return status;
    }

    /// <summary>The tag of a language.</summary>
    public static string Locale(Language language) => language is Language.English ? "en" : "fr";

    /// <summary>The language that an accept-language header asks for: English where it comes before French, else French.</summary>
    public static Language LanguageOf(string? acceptLanguage)
    {
        foreach (var item in (acceptLanguage ?? "").Split(',', 10))
        {
            var tag = item.Split(';')[0].Trim();
            if (tag.StartsWith("en", StringComparison.OrdinalIgnoreCase))
                return Language.English;
            if (tag.StartsWith("fr", StringComparison.OrdinalIgnoreCase))
                return Language.French;
        }
        return Language.French;
    }

    private static void AddEntries(RichStatus status, Fault fault, Language language)
    {
        if (fault.Fields.Count > 0)
        {
            var entries = new BadRequest();
            entries.FieldViolations.AddRange(fault.Fields.Take(MostEntries).Select(f => Entry(f, language)));
            AddBounded(status, entries, entries.FieldViolations);
        }
        else if (fault.Preconditions.Count > 0)
        {
            var entries = new PreconditionFailure();
            entries.Violations.AddRange(fault.Preconditions.Take(MostEntries).Select(p => Entry(p, language)));
            AddBounded(status, entries, entries.Violations);
        }
    }

    private static void AddBounded<T>(RichStatus status, IMessage details, Google.Protobuf.Collections.RepeatedField<T> entries)
    {
        status.Details.Add(Any.Pack(details));
        while (status.CalculateSize() > MostBytes && entries.Count > 1)
        {
            entries.RemoveAt(entries.Count - 1);
            status.Details[^1] = Any.Pack(details);
        }
    }

    private static BadRequest.Types.FieldViolation Entry(FieldFault fault, Language language) => new()
    {
        Field = Cut(fault.Field),
        Reason = fault.Rule,
        Description = Cut(fault.Description.English),
        LocalizedMessage = new LocalizedMessage { Locale = Locale(language), Message = Cut(fault.Description.In(language)) },
    };

    private static PreconditionFailure.Types.Violation Entry(Precondition precondition, Language language) => new()
    {
        Type = ReasonNames.Of(precondition.Reason),
        Subject = Cut(precondition.Subject),
        Description = Cut(precondition.Description.In(language)),
    };

    private static string Cut(string text)
    {
        if (text.Length <= LongestValue)
            return text;
        var end = char.IsHighSurrogate(text[LongestValue - 1]) ? LongestValue - 1 : LongestValue;
        return $"{text.AsSpan(0, end)}…";
    }
}
