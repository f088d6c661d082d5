using System.Collections;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Writes;

/// <summary>
/// Adds many new aggregates in the transaction of the context: one statement a table, prepared once, by the model of the
/// context. Others wait for the writer as long as this takes; row by row through the change tracker takes ten times as long.
/// </summary>
internal sealed class PreparedInserts : IDisposable
{
    private readonly StorageContext context;
    private readonly Dictionary<Type, Table> tables = [];

    private PreparedInserts(StorageContext context) => this.context = context;

    /// <summary>Adds aggregates with all their parts.</summary>
    /// <exception cref="DbException">A key or a reference refuses a row.</exception>
    public static void Insert(StorageContext context, IEnumerable<object> aggregates, CancellationToken cancellation)
    {
        using var inserts = new PreparedInserts(context);
        foreach (var aggregate in aggregates)
        {
            cancellation.ThrowIfCancellationRequested();
            if (aggregate is IVersioned root)
                root.RowVersion = 1;
            inserts.Insert(aggregate);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var table in tables.Values)
            table.Command.Dispose();
    }

    private void Insert(object row)
    {
        if (!tables.TryGetValue(row.GetType(), out var table))
            tables.Add(row.GetType(), table = Prepare(context.Model.FindEntityType(row.GetType())!));
        for (var i = 0; i < table.Columns.Length; i++)
            table.Command.Parameters[i].Value = table.Columns[i](row) ?? DBNull.Value;
        table.Command.ExecuteNonQuery();
        foreach (var parts in table.Parts)
            foreach (var part in parts(row))
                Insert(part);
    }

    private Table Prepare(IEntityType type)
    {
        var store = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var properties = type.GetFlattenedProperties().Where(p => p.GetColumnName(store) is not null).ToArray();
        var sql = ((IInfrastructure<IServiceProvider>)context).Instance.GetRequiredService<ISqlGenerationHelper>();
        var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        // Names of tables and columns are those of the model; every value is a parameter.
#pragma warning disable CA2100
        command.CommandText =
            $"INSERT INTO {sql.DelimitIdentifier(store.Name)} ({string.Join(", ", properties.Select(p => sql.DelimitIdentifier(p.GetColumnName(store)!)))}) " +
            $"VALUES ({string.Join(", ", properties.Select((_, i) => sql.GenerateParameterName($"p{i}")))})";
#pragma warning restore CA2100
        for (var i = 0; i < properties.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = sql.GenerateParameterName($"p{i}");
            command.Parameters.Add(parameter);
        }
        command.Prepare();
        return new(
            command,
            [.. properties.Select(ColumnOf)],
            [.. type.GetNavigations().Where(n => n.IsCollection).Select(n => (Func<object, IEnumerable>)(row => (IEnumerable)n.GetGetter().GetClrValue(row)!))]);
    }

    private static Func<object, object?> ColumnOf(IProperty property)
    {
        var read = ReaderOf(property);
        return property.GetTypeMapping().Converter is { } converter ? row => converter.ConvertToProvider(read(row)) : read;
    }

    /// <summary>Reads a property of a row, or of a value that the row may have.</summary>
    private static Func<object, object?> ReaderOf(IProperty property)
    {
        var getter = property.GetGetter();
        if (property.DeclaringType is not IComplexType { ComplexProperty: var whole })
            return getter.GetClrValue;
        var wholes = whole.GetGetter();
        return row => wholes.GetClrValue(row) is { } value ? getter.GetClrValue(value) : null;
    }

    /// <summary>How rows of a table are added.</summary>
    /// <param name="Command">The statement.</param>
    /// <param name="Columns">The values of its parameters.</param>
    /// <param name="Parts">The rows that belong to a row.</param>
    private sealed record Table(DbCommand Command, Func<object, object?>[] Columns, Func<object, IEnumerable>[] Parts);
}
