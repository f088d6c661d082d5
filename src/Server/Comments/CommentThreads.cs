using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Storage;

namespace MyOpenIP.Server.Comments;

/// <summary>Reads of threads.</summary>
internal static class CommentThreads
{
    private static readonly KeyColumn<Comment>[] FirstFirst = [KeyColumn<Comment>.By(c => c.Number)];

    /// <summary>A page of the thread of an amendment, the first comment first.</summary>
    public static Task<Page<Comment>> CommentsAsync(
        this StorageContext context, string reseller, string amendment, string? after, int size, CancellationToken cancellation) =>
        context.Comments.AsNoTracking().Where(c => c.Reseller == reseller && c.AmendmentNumber == amendment).PageAsync(FirstFirst, after, size, cancellation);
}
