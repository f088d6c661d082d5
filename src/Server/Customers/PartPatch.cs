using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Customers;

/// <summary>A part of a site or of a contact that can be written.</summary>
/// <param name="Write">Writes it.</param>
/// <param name="Kind">What it may be.</param>
/// <param name="IsRequired">Whether it may not be empty.</param>
internal sealed record PartField<TPart>(Action<TPart, string> Write, TextKind Kind, bool IsRequired = false);

/// <summary>What is written of a site or of a contact.</summary>
internal sealed class PartPatch<TPart>
{
    private readonly List<(string Name, PartField<TPart> Field, string Value)> values = [];

    /// <summary>A field has a new value.</summary>
    /// <param name="name">Its path on the wire.</param>
    /// <param name="field">The field.</param>
    /// <param name="value">The value.</param>
    public void Set(string name, PartField<TPart> field, string value) => values.Add((name, field, value));

    /// <summary>The new value of a field; null: it is not written.</summary>
    public string? ValueOf(string name) => values.FindLast(v => v.Name == name).Value;

    /// <summary>Writes all but a field.</summary>
    public void Apply(TPart part, string? except = null)
    {
        foreach (var (name, field, value) in values)
            if (name != except)
                field.Write(part, value);
    }
}
