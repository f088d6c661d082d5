using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Type;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Wire;
using ProtoDate = Google.Type.Date;
using ProtoDecimal = Google.Type.Decimal;

namespace MyOpenIP.Server.Imports;

/// <summary>
/// Writes a resource as the line of JSON that the importers read, and gathers what is wrong with its form. Values are
/// written as they are: the importers are the one place that judges them. What is empty is left out.
/// </summary>
internal sealed class ImportLine
{
    /// <summary>Most parts of one record: sites and contacts, or lines, lots and discounts.</summary>
    private const int MostParts = 20_000;

    private const decimal Nanos = 1_000_000_000m;

    private readonly List<FieldFault> faults = [];

    /// <summary>The line as far as it is written.</summary>
    public JsonObject Json { get; } = [];

    /// <summary>What is wrong with the form, by proto path.</summary>
    public IReadOnlyList<FieldFault> Faults => faults;

    /// <summary>Adds a fault of form.</summary>
    public void Add(FieldFault fault) => faults.Add(fault);

    /// <summary>Whether a record has few enough parts to be read.</summary>
    public bool HasFew(string field, int parts)
    {
        if (parts > MostParts)
            Add(FieldFaults.TooMany(field, MostParts));
        return parts <= MostParts;
    }

    /// <summary>The customer of a record, from the name of the record or of a part of it.</summary>
    public long? Customer(string field, string name)
    {
        var id = ResourceNames.TryCustomer(name, out var customer) ? customer : null;
        if (id is null)
            Add(FieldFaults.Malformed(field, "customers/44660"));
        return id;
    }

    /// <summary>The number of a site or contact of the customer.</summary>
    public int? Number(string field, string name, string collection, long? customer)
    {
        if (name.Length > 0
            && ResourceNames.TryPart(name, collection, out var part)
            && (customer is null || part.Customer == customer)
            && int.TryParse(part.Identifier, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        Add(name.Length == 0 ? FieldFaults.Required(field) : FieldFaults.Malformed(field, $"customers/{customer ?? 44660}/{collection}/1"));
        return null;
    }

    /// <summary>A text; empty: left out.</summary>
    public static void Text(JsonObject json, string name, string value)
    {
        if (value.Length > 0)
            json[name] = value;
    }

    /// <summary>A value of an enum; not given: left out, and a fault where the field must be given.</summary>
    public void Choice<T>(JsonObject json, string name, T value, string? requiredField = null) where T : struct, Enum
    {
        if (Convert.ToInt32(value, CultureInfo.InvariantCulture) != 0)
            json[name] = JsonSerializer.SerializeToNode(value, DataJson.Options);
        else if (requiredField is not null)
            Add(FieldFaults.Required(requiredField));
    }

    /// <summary>A day; not given: left out.</summary>
    public static void Date(JsonObject json, string name, ProtoDate? value)
    {
        if (value is not null)
            json[name] = Invariant($"{value.Year:D4}-{value.Month:D2}-{value.Day:D2}");
    }

    /// <summary>A percentage; not given: left out.</summary>
    public static void Percent(JsonObject json, string name, ProtoDecimal? value)
    {
        if (value is not null)
            json[name] = value.Value;
    }

    /// <summary>An amount in euros; not given: left out.</summary>
    public void Amount(JsonObject json, string name, Money? value, string field)
    {
        if (value is null)
            return;
        if (value.CurrencyCode is not ("" or "EUR"))
            Add(FieldFaults.Unknown($"{field}.currency_code", value.CurrencyCode));
        if (Math.Abs((long)value.Nanos) >= Nanos || Math.Sign(value.Units) * Math.Sign(value.Nanos) < 0)
            Add(FieldFaults.Malformed(field, "{ units: 18, nanos: 900000000 }"));
        else
            json[name] = (value.Units + (value.Nanos / Nanos)).ToString("0.#########", CultureInfo.InvariantCulture);
    }
}
