using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MyOpenIP.Server.Writes;

/// <summary>What was told of an action within a write.</summary>
/// <param name="By">Who did it.</param>
/// <param name="Reseller">Code of the reseller whose resource it is; empty: shared by all.</param>
/// <param name="Action">What was done.</param>
/// <param name="Subject">Name of the resource.</param>
/// <param name="Details">What the action tells of itself, as JSON; empty: nothing.</param>
/// <param name="Step">The step of a state; null: none.</param>
/// <param name="Rows">The rows that it changes, among others.</param>
internal sealed record ToldAction(
    Security.Actor By, string Reseller, string Action, string Subject, string Details, ToldStep? Step, IReadOnlyList<object> Rows);

/// <summary>A step of a state, as it is told.</summary>
/// <param name="From">The state left; empty: it was created.</param>
/// <param name="To">The state reached.</param>
/// <param name="Reason">Why, in the actor's words; empty: not said.</param>
internal sealed record ToldStep(string From, string To, string Reason);

/// <summary>The payload of an audit entry: the step, what the action tells of itself, and the rows before and after.</summary>
internal static class ToldPayload
{
    /// <summary>JSON without escapes that nothing needs: French is read as it is.</summary>
    public static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The payloads of actions, in their order. A row goes to the action that names it, else to the last one of its reseller, else to the last one.</summary>
    public static string[] Of(IReadOnlyList<ToldAction> actions, IReadOnlyList<RowChange> changes)
    {
        var rows = new List<byte[]>?[actions.Count];
        foreach (var change in changes)
        {
            var owner = Last(actions, a => a.Rows.Contains(change.Row, ReferenceEqualityComparer.Instance));
            if (owner < 0)
                owner = Last(actions, a => a.Reseller == change.Reseller);
            (rows[owner < 0 ? actions.Count - 1 : owner] ??= []).Add(change.Json);
        }
        var payloads = new string[actions.Count];
        for (var i = 0; i < payloads.Length; i++)
            payloads[i] = actions[i].Step is null && rows[i] is null ? actions[i].Details : Json(actions[i], rows[i] ?? []);
        return payloads;
    }

    private static string Json(ToldAction action, List<byte[]> rows)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Form))
        {
            json.WriteStartObject();
            if (action.Step is { } step)
            {
                json.WriteString("from", step.From);
                json.WriteString("to", step.To);
                if (step.Reason.Length > 0)
                    json.WriteString("reason", step.Reason);
            }
            if (action.Details.Length > 0)
            {
                json.WritePropertyName("details");
                json.WriteRawValue(action.Details, skipInputValidation: true);
            }
            json.WriteStartArray("rows");
            foreach (var row in rows)
                json.WriteRawValue(row, skipInputValidation: true);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static int Last(IReadOnlyList<ToldAction> actions, Func<ToldAction, bool> isOne)
    {
        for (var i = actions.Count - 1; i >= 0; i--)
            if (isOne(actions[i]))
                return i;
        return -1;
    }
}
