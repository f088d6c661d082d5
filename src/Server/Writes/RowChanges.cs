using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MyOpenIP.Server.Writes;

/// <summary>
/// What a write changes of rows, before and after, as the audit tells it: read off the change tracker, so that no operation can
/// forget a column. A new row is told by what it holds, where that is short; a changed one by both values of what changed.
/// </summary>
internal static class RowChanges
{
    private const string Unaudited = "MyOpenIP:Unaudited";
    private const string Secret = "MyOpenIP:Secret";

    /// <summary>Longest value of a new row that is told whole: the row is still there to be read.</summary>
    private const int LongestOfNew = 256;

    /// <summary>Longest value that is told whole; of a longer one its length and digest are.</summary>
    private const int Longest = 65_536;

    /// <summary>What these rows are is told by others, or is nobody's business but the mechanism's that keeps them.</summary>
    public static EntityTypeBuilder<T> IsUnaudited<T>(this EntityTypeBuilder<T> entity)
        where T : class
    {
        entity.Metadata.SetAnnotation(Unaudited, true);
        return entity;
    }

    /// <summary>The audit tells that it changed, and not what it was or is.</summary>
    public static PropertyBuilder<T> IsSecret<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Secret, true);

    /// <summary>The rows that the next save writes.</summary>
    public static IReadOnlyList<RowChange> Of(DbContext context)
    {
        var changes = new List<RowChange>();
        foreach (var entry in context.ChangeTracker.Entries())
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && entry.Metadata.FindAnnotation(Unaudited) is null)
                changes.Add(new(entry.Entity, entry.Metadata.FindProperty("Reseller") is { } reseller ? (string?)entry.Property(reseller).CurrentValue : null, Json(entry)));
        return changes;
    }

    /// <summary>Whether the audit tells of a column what it is, and its values may be compared with it.</summary>
    public static bool IsTold(IProperty property) =>
        property.FindAnnotation(Secret) is null && property.DeclaringType.FindAnnotation(Unaudited) is null;

    /// <summary>Whether a value of a column is the one that was told.</summary>
    public static bool IsAsTold(IProperty property, object? value, JsonElement told)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, ToldPayload.Form))
            WriteValue(json, property, value, told.ValueKind is JsonValueKind.Object ? -1 : int.MaxValue);
        using var read = JsonDocument.Parse(buffer.WrittenMemory);
        return JsonElement.DeepEquals(read.RootElement, told);
    }

    private static byte[] Json(EntityEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, ToldPayload.Form))
        {
            json.WriteStartObject();
            json.WriteString("table", entry.Metadata.GetTableName());
            json.WriteStartArray("key");
            foreach (var part in entry.Metadata.FindPrimaryKey()!.Properties)
                WriteValue(json, part, entry.Property(part).CurrentValue, Longest);
            json.WriteEndArray();
            if (entry.State is EntityState.Modified)
                Write(json, "before", Changed(entry), p => p.OriginalValue, Longest);
            if (entry.State is EntityState.Deleted)
                Write(json, "before", Told(entry), p => p.OriginalValue, Longest);
            if (entry.State is EntityState.Modified)
                Write(json, "after", Changed(entry), p => p.CurrentValue, Longest);
            if (entry.State is EntityState.Added)
                Write(json, "after", Told(entry), p => p.CurrentValue, LongestOfNew);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static IEnumerable<PropertyEntry> Changed(EntityEntry entry) => entry.Properties.Where(p => p.IsModified);

    private static IEnumerable<PropertyEntry> Told(EntityEntry entry) =>
        entry.Properties.Where(p => !p.Metadata.IsPrimaryKey() && (entry.State is EntityState.Added ? p.CurrentValue : p.OriginalValue) is not null and not "");

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<PropertyEntry> properties, Func<PropertyEntry, object?> valueOf, int longest)
    {
        json.WriteStartObject(name);
        foreach (var property in properties)
        {
            json.WritePropertyName(property.Metadata.Name);
            if (property.Metadata.FindAnnotation(Secret) is not null)
                json.WriteStringValue("(secret)");
            else
                WriteValue(json, property.Metadata, valueOf(property), longest);
        }
        json.WriteEndObject();
    }

    /// <summary>Instants, days, amounts and names as they are read; documents as the column holds them.</summary>
    private static void WriteValue(Utf8JsonWriter json, IProperty property, object? value, int longest)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); return;
            case bool flag: json.WriteBooleanValue(flag); return;
            case int number: json.WriteNumberValue(number); return;
            case long number: json.WriteNumberValue(number); return;
            case decimal number: json.WriteNumberValue(number); return;
            case DateTimeOffset instant: json.WriteStringValue(instant.UtcDateTime); return;
            case DateTime instant: json.WriteStringValue(instant); return;
            case DateOnly day: json.WriteStringValue(day.ToString("O", CultureInfo.InvariantCulture)); return;
            case Enum name: json.WriteStringValue(name.ToString()); return;
        }
        switch (property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value)
        {
            case string text when text.Length > longest: WriteDigest(json, text.Length, Sha256Hex.Of(text)); return;
            case string text: json.WriteStringValue(text); return;
            case byte[] bytes when bytes.Length > longest: WriteDigest(json, bytes.Length, Sha256Hex.Of(bytes)); return;
            case byte[] bytes: json.WriteBase64StringValue(bytes); return;
            case var other: json.WriteStringValue(Convert.ToString(other, CultureInfo.InvariantCulture)); return;
        }
    }

    private static void WriteDigest(Utf8JsonWriter json, int length, string sha256)
    {
        json.WriteStartObject();
        json.WriteNumber("length", length);
        json.WriteString("sha256", sha256);
        json.WriteEndObject();
    }
}

/// <summary>A row that a write changes.</summary>
/// <param name="Row">The row.</param>
/// <param name="Reseller">Code of the reseller whose row it is; null: the table is nobody's.</param>
/// <param name="Json">What it was and what it becomes.</param>
internal sealed record RowChange(object Row, string? Reseller, byte[] Json);
