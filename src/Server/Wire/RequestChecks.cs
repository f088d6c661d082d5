using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using MyOpenIP.Pricing;
using ProtoDate = Google.Type.Date;
using ProtoDecimal = Google.Type.Decimal;

namespace MyOpenIP.Server.Wire;

/// <summary>
/// Reads a request and gathers all that is wrong with it whatever the data. A faulty value is read as a harmless one, so
/// that the reading goes on; <see cref="ThrowIfFaulty"/> ends it.
/// </summary>
internal sealed class RequestChecks
{
    private const int Nanos = 1_000_000_000;
    private const int LengthOfId = 36;

    private readonly FieldFaultList faults = new();

    /// <summary>The fields that the protos alone refuse: one fault of each is enough. None: null.</summary>
    private readonly HashSet<string>? told;

    /// <summary>Nothing is known of the request yet.</summary>
    public RequestChecks()
    {
    }

    private RequestChecks(IReadOnlyList<FieldFault> found, int count)
    {
        if (count == 0)
            return;
        foreach (var fault in found)
            faults.Add(fault);
        faults.CountMore(count - found.Count);
        told = [.. found.Select(f => f.Field)];
    }

    /// <summary>The checks of the request of a call: what the protos alone refuse of it is among the faults.</summary>
    public static RequestChecks Of(ServerCallContext call) => (RequestChecks)call.UserState[typeof(RequestChecks)];

    /// <summary>The checks of a message: what the protos alone refuse of it is among the faults.</summary>
    /// <param name="message">The message.</param>
    /// <param name="within">The field whose parts are told as if they were the message; empty: none is.</param>
    /// <exception cref="Fault">INVALID_ARGUMENT: it could not be read, or something is missing that must be given.</exception>
    public static RequestChecks Of(IMessage message, string within = "")
    {
        UnreadMessages.Require(message);
        var found = FieldRules.FaultsOf(message);
        IReadOnlyList<FieldFault> kept = within.Length == 0 || found.Count == 0
            ? found.Kept
            : [.. found.Kept.Select(f => f.Field.StartsWith(within + ".", StringComparison.Ordinal) ? f with { Field = f.Field[(within.Length + 1)..] } : f)];
        return found.IsLacking ? throw Fault.InvalidArgument(kept, found.Count) : new RequestChecks(kept, found.Count);
    }

    /// <summary>The first of what is wrong so far.</summary>
    public IReadOnlyList<FieldFault> Faults => faults.Kept;

    /// <summary>Adds a fault.</summary>
    public void Add(FieldFault fault)
    {
        if (told?.Contains(fault.Field) is not true)
            faults.Add(fault);
    }

    /// <inheritdoc cref="FieldFaultList.Add{T}(T, Func{T, FieldFault})"/>
    public void Add<T>(T value, Func<T, FieldFault> make)
    {
        if (told is null)
            faults.Add(value, make);
        else
            Add(make(value));
    }

    /// <summary>Refuses the request if anything is wrong with it.</summary>
    /// <exception cref="Fault">INVALID_ARGUMENT naming all faulty fields.</exception>
    public void ThrowIfFaulty()
    {
        if (faults.Count > 0)
            throw Fault.InvalidArgument(faults);
    }

    /// <summary>The name of a part of a customer.</summary>
    public PartName Part(string field, string name, string collection)
    {
        if (!ResourceNames.TryPart(name, collection, out var part))
            Add(FieldFaults.Malformed(field, ResourceNames.ExampleOf(collection)));
        return part;
    }

    /// <summary>The name of a part of a customer, in a field that only this method requires.</summary>
    public PartName RequiredPart(string field, string name, string collection)
    {
        if (name.Length > 0)
            return Part(field, name, collection);
        Add(FieldFaults.Required(field));
        return default;
    }

    /// <summary>The name of a customer; <c>customers/-</c> reads as none.</summary>
    public long? Customer(string field, string name)
    {
        if (!ResourceNames.TryCustomer(name, out var customer))
            Add(FieldFaults.Malformed(field, "customers/44660"));
        return customer;
    }

    /// <summary>The name of one customer: <c>customers/-</c> is none.</summary>
    public long OneCustomer(string field, string name)
    {
        if (ResourceNames.TryCustomer(name, out var customer) && customer is { } id)
            return id;
        Add(FieldFaults.Malformed(field, "customers/44660"));
        return 0;
    }

    /// <summary>The name of a site or contact of one customer.</summary>
    public NumberedPart NumberedPart(string field, string name, string collection)
    {
        var number = PartNumber(field, name, collection, null);
        if (number == 0)
            return default;
        if (ResourceNames.TryPart(name, collection, out var part) && part.Customer is { } customer)
            return new(customer, number);
        Add(FieldFaults.Malformed(field, ResourceNames.ExampleOf(collection)));
        return default;
    }

    /// <summary>A request id in canonical form.</summary>
    public string RequestId(string text)
    {
        // The parser lets blanks and line breaks stand around it.
        if (text.Length == LengthOfId && Guid.TryParseExact(text, "D", out var id))
            return id.ToString("D");
        Add(FieldFaults.Malformed("request_id", "123e4567-e89b-42d3-a456-426614174000"));
        return "";
    }

    /// <summary>A day as prices know them (<see cref="Bounds"/>); not given: none.</summary>
    public DateOnly? Date(string field, ProtoDate? date) => Date(field, date, Bounds.LastDay);

    /// <summary>The day on which something ends; not given: none.</summary>
    public DateOnly? EndDate(string field, ProtoDate? date) => Date(field, date, Bounds.LastEnd);

    private DateOnly? Date(string field, ProtoDate? date, DateOnly last)
    {
        if (date is null)
            return null;
        if (date.Year is < 1 or > 9999 || date.Month is < 1 or > 12
            || date.Day < 1 || date.Day > DateTime.DaysInMonth(date.Year, date.Month))
            Add(FieldFaults.Malformed(field, "2026-11-24"));
        else if (new DateOnly(date.Year, date.Month, date.Day) is var day && day >= Bounds.FirstDay && day <= last)
            return day;
        else
            Add(FieldFaults.OutOfRange(field, Invariant($"{Bounds.FirstDay:O}"), Invariant($"{last:O}")));
        return null;
    }

    /// <summary>A day that must be given.</summary>
    public DateOnly RequiredDate(string field, ProtoDate? date)
    {
        if (date is null)
            Add(FieldFaults.Required(field));
        return Date(field, date) ?? default;
    }

    /// <summary>The number of a site or contact of a customer.</summary>
    /// <param name="field">The field.</param>
    /// <param name="name">The name that must be given.</param>
    /// <param name="collection">Sites or contacts.</param>
    /// <param name="customer">The customer; null: any, another field being wrong.</param>
    public int PartNumber(string field, string name, string collection, long? customer)
    {
        if (ResourceNames.TryPart(name, collection, out var part)
            && (customer is null || part.Customer == customer)
            && int.TryParse(part.Identifier, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && part.Identifier[0] != '0')
            return number;
        Add(name.Length == 0 ? FieldFaults.Required(field) : FieldFaults.Malformed(field, $"customers/{customer ?? 44660}/{collection}/1"));
        return 0;
    }

    /// <summary>An amount in euros, as exact as it is given; not given: 0.</summary>
    public decimal Amount(string field, Google.Type.Money? amount)
    {
        if (amount is null)
            return 0m;
        if (amount.CurrencyCode is not ("" or "EUR"))
            Add(FieldFaults.Unknown($"{field}.currency_code", amount.CurrencyCode));
        if (Math.Abs((long)amount.Nanos) < Nanos && Math.Sign(amount.Units) * Math.Sign(amount.Nanos) >= 0)
            return amount.Units + (amount.Nanos / (decimal)Nanos);
        Add(FieldFaults.Malformed(field, "{ units: 18, nanos: 900000000 }"));
        return 0m;
    }

    /// <summary>A percentage, 0 to 100, four decimals at most; not given: 0.</summary>
    public decimal Percent(string field, ProtoDecimal? percent)
    {
        if (percent is null || percent.Value.Length == 0)
            return 0m;

        // No exponent and few characters: whatever is read is exact.
        if (percent.Value.Length > 16
            || !decimal.TryParse(percent.Value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            Add(FieldFaults.Malformed(field, "12.5"));
        else if (value is < 0m or > 100m)
            Add(FieldFaults.OutOfRange(field, "0", "100"));
        else if (decimal.Truncate(value * 10_000m) != value * 10_000m)
            Add(FieldFaults.TooManyDecimals(field, 4));
        else
            return value;
        return 0m;
    }

    /// <summary>A text of a kind.</summary>
    public string Text(string field, string text, TextKind kind)
    {
        if (kind.FaultOf(field, text) is { } fault)
            Add(fault);
        return text;
    }

    /// <summary>A text of a kind, in a field that must be given.</summary>
    public string RequiredText(string field, string text, TextKind kind)
    {
        if (text.Length == 0)
            Add(FieldFaults.Required(field));
        return Text(field, text, kind);
    }

    /// <summary>The name of a quote: that of its amendment, and its revision.</summary>
    public (PartName Amendment, int Revision) Quote(string field, string name)
    {
        if (!ResourceNames.TryQuote(name, out var amendment, out var revision))
            Add(FieldFaults.Malformed(field, "customers/44660/amendments/DEV000050763/quotes/1"));
        return (amendment, revision);
    }

    /// <summary>The name of an attachment: that of its amendment, and its number.</summary>
    public (PartName Amendment, int Number) Attachment(string field, string name)
    {
        if (!ResourceNames.TryAttachment(name, out var amendment, out var number))
            Add(FieldFaults.Malformed(field, "customers/44660/amendments/DEV000050763/attachments/1"));
        return (amendment, number);
    }
}
