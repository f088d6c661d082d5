using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Wire;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Comments;

/// <summary>Adds a comment to the thread of an amendment, whatever its state: its etag stays, for it does not show the thread.</summary>
internal static class AddComment
{
    /// <summary>Most comments of a thread.</summary>
    public const int MostComments = 500;

    /// <summary>Adds it.</summary>
    /// <param name="write">The write.</param>
    /// <param name="name">Name of the amendment.</param>
    /// <param name="text">What is said.</param>
    /// <exception cref="Fault">PERMISSION_DENIED, NOT_FOUND, LIMIT_EXCEEDED.</exception>
    public static async Task<Comment> RunAsync(Write write, PartName name, string text)
    {
        var amendment = await write.Context.AmendmentAsync(name, write.Cancellation);
        return await RunAsync(write, amendment.Reseller, amendment.Number, ResourceNames.Amendment(amendment.CustomerId, amendment.Number), text);
    }

    /// <summary>Adds it to a thread that was found.</summary>
    /// <param name="write">The write.</param>
    /// <param name="reseller">Code of the reseller.</param>
    /// <param name="amendment">Number of the amendment.</param>
    /// <param name="subject">Name of what is commented on.</param>
    /// <param name="text">What is said.</param>
    /// <exception cref="Fault">LIMIT_EXCEEDED.</exception>
    public static async Task<Comment> RunAsync(Write write, string reseller, string amendment, string subject, string text)
    {
        var there = await write.Context.Comments.CountAsync(c => c.Reseller == reseller && c.AmendmentNumber == amendment, write.Cancellation);
        if (there >= MostComments)
            throw Fault.LimitExceeded(Invariant($"{MostComments}"));
        var comment = new Comment
        {
            Reseller = reseller,
            AmendmentNumber = amendment,
            Number = there + 1,
            Text = text,
            Author = write.Actor.Identifier,
            Role = write.Actor.Role,
            At = write.Now,
        };
        write.Context.Add(comment);
        write.Tell(reseller, nameof(AddComment), subject);
        return comment;
    }
}
