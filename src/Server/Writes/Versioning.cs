using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MyOpenIP.Server.Writes;

/// <summary>The root of an aggregate: its version is its etag.</summary>
internal interface IVersioned
{
    /// <summary>1 when created, one more with every change of the aggregate; a concurrency token.</summary>
    int Version { get; set; }
}

/// <summary>
/// Bumps the version of every aggregate that is saved changed, once per save. A part (a row that is deleted with its
/// aggregate) counts as a change of the aggregate, which must therefore be loaded: a token that nobody bumps is a lost update.
/// </summary>
internal sealed class VersionInterceptor : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Bump(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Bump(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private static void Bump(DbContext context)
    {
        var tracked = context.ChangeTracker.Entries().ToDictionary(e => Key(e, e.Metadata, e.Metadata.FindPrimaryKey()!.Properties));
        var bumped = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var entry in tracked.Values)
            if (entry.State is not EntityState.Unchanged && RootOf(entry, tracked) is { } root && bumped.Add(root.Entity))
                Bump(root);
    }

    private static void Bump(EntityEntry root)
    {
        var version = root.Property(nameof(IVersioned.Version));
        if (root.State is EntityState.Added)
            version.CurrentValue = 1;
        else if (root.State is not EntityState.Deleted)
            version.CurrentValue = (int)version.OriginalValue! + 1;
    }

    private static EntityEntry? RootOf(EntityEntry entry, Dictionary<(IEntityType, string), EntityEntry> tracked)
    {
        if (!IsVersioned(entry.Metadata))
            return null;
        while (OwnerOf(entry.Metadata) is { } owner)
            entry = tracked.GetValueOrDefault(Key(entry, owner.PrincipalEntityType, owner.Properties))
                ?? throw new InvalidOperationException(
                    $"{entry.Metadata.ShortName()} was changed without its {owner.PrincipalEntityType.ShortName()}: load it first.");
        return entry;
    }

    private static bool IsVersioned(IEntityType type) =>
        OwnerOf(type) is { } owner ? IsVersioned(owner.PrincipalEntityType) : typeof(IVersioned).IsAssignableFrom(type.ClrType);

    private static IForeignKey? OwnerOf(IEntityType type) =>
        type.GetForeignKeys().SingleOrDefault(k => k.DeleteBehavior is DeleteBehavior.Cascade);

    private static (IEntityType Type, string Key) Key(EntityEntry entry, IEntityType type, IReadOnlyList<IProperty> properties) =>
        (type, string.Join('\u001f', properties.Select(p => entry.Property(p).CurrentValue)));
}
