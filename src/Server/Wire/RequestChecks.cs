using System.Globalization;
using ProtoDate = Google.Type.Date;
using ProtoDecimal = Google.Type.Decimal;

namespace MyOpenIP.Server.Wire;

/// <summary>
/// Reads a request and gathers all that is wrong with it whatever the data. A faulty value is read as a harmless one, so
/// that the reading goes on; <see cref="ThrowIfFaulty"/> ends it.
/// </summary>
internal sealed class RequestChecks
{
    /// <summary>Longest comment and reason, in characters.</summary>
    public const int LongestComment = 2000;

    private readonly FieldFaultList faults = new();

    /// <summary>Adds a fault.</summary>
    public void Add(FieldFault fault) => faults.Add(fault);

    /// <inheritdoc cref="FieldFaultList.Add{T}(T, Func{T, FieldFault})"/>
    public void Add<T>(T value, Func<T, FieldFault> make) => faults.Add(value, make);

    /// <inheritdoc cref="FieldFaultList.Add(FieldFaultList)"/>
    public void Add(FieldFaultList found) => faults.Add(found);

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
            faults.Add(FieldFaults.Malformed(field, $"customers/44660/{collection}/ID"));
        return part;
    }

    /// <summary>The name of a part of a customer, in a field that only this method requires.</summary>
    public PartName RequiredPart(string field, string name, string collection)
    {
        if (name.Length > 0)
            return Part(field, name, collection);
        faults.Add(FieldFaults.Required(field));
        return default;
    }

    /// <summary>The name of a customer; <c>customers/-</c> reads as none.</summary>
    public long? Customer(string field, string name)
    {
        if (!ResourceNames.TryCustomer(name, out var customer))
            faults.Add(FieldFaults.Malformed(field, "customers/44660"));
        return customer;
    }

    /// <summary>A request id in canonical form.</summary>
    public string RequestId(string text)
    {
        if (Guid.TryParseExact(text, "D", out var id))
            return id.ToString("D");
        faults.Add(FieldFaults.Malformed("request_id", "123e4567-e89b-42d3-a456-426614174000"));
        return "";
    }

    /// <summary>A day from 1900 to 2999, as prices know them; not given: none.</summary>
    public DateOnly? Date(string field, ProtoDate? date)
    {
        if (date is null)
            return null;
        if (date.Year is >= 1900 and <= 2999 && date.Month is >= 1 and <= 12
            && date.Day >= 1 && date.Day <= DateTime.DaysInMonth(date.Year, date.Month))
            return new DateOnly(date.Year, date.Month, date.Day);
        faults.Add(FieldFaults.Malformed(field, "2026-11-24"));
        return null;
    }

    /// <summary>A percentage, 0 to 100, four decimals at most; not given: 0.</summary>
    public decimal Percent(string field, ProtoDecimal? percent)
    {
        if (percent is null || percent.Value.Length == 0)
            return 0m;

        // No exponent and few characters: whatever is read is exact.
        if (percent.Value.Length > 16
            || !decimal.TryParse(percent.Value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            faults.Add(FieldFaults.Malformed(field, "12.5"));
        else if (value is < 0m or > 100m)
            faults.Add(FieldFaults.OutOfRange(field, "0", "100"));
        else if (decimal.Truncate(value * 10_000m) != value * 10_000m)
            faults.Add(FieldFaults.TooManyDecimals(field, 4));
        else
            return value;
        return 0m;
    }

    /// <summary>A text of limited length, in characters (code points).</summary>
    public string Text(string field, string text, int longest)
    {
        if (text.Length > longest && text.EnumerateRunes().Count() > longest)
            faults.Add(FieldFaults.TooLong(field, longest));
        return text;
    }
}
