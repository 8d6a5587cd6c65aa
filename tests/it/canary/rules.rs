//! Who may see which word. Everybody else sees it nowhere.

use crate::support::scene::askers::{Take, Who};
use crate::support::scene::canary::Canary;
use hoering::role::Role;

/// `who` is seen from the consultation that the words are about: the desk is the one that was sent from, the body
/// the one that was invited.
pub fn may_see(canary: Canary, who: Who) -> bool {
    use Canary as C;
    let role_here = match who {
        Who::Here(role) | Who::Everywhere(role) => Some(role),
        _ => None,
    };
    let role_everywhere = match who {
        Who::Everywhere(role) => Some(role),
        _ => None,
    };
    let leads_something =
        matches!(who, Who::Elsewhere(Role::Leader)) || role_here >= Some(Role::Leader);
    let reads = role_here.is_some();
    let signs = who == Who::Contributor(Take::Signs);
    let takes_part =
        matches!(who, Who::Contributor(take) if !matches!(take, Take::Ended | Take::Signs));
    match canary {
        C::CopyNb | C::CopyNn | C::CopyFile | C::WebhookUrl => role_here >= Some(Role::Leader),
        C::DraftNb | C::DraftNn | C::DraftFile | C::WaitingNb | C::WaitingNn | C::WaitingFile => {
            role_everywhere >= Some(Role::Leader)
        }
        C::ContactAddress | C::AddressNote | C::ListName => role_everywhere.is_some(),
        // Who leads a consultation chooses from the register whom to add to it, and sees where the letter would go.
        C::Registered | C::OfficialAddress => role_everywhere.is_some() || leads_something,
        C::ImportName | C::ImportFile => role_everywhere >= Some(Role::Officer),
        C::ReportNote | C::ReportAddress => reads,
        C::InvitedAddress => reads,
        C::UnsentText => matches!(who, Who::ThisDesk | Who::OtherDesk) || takes_part || signs,
        // Who was asked to sign, what they say to the one who asks, and who has signed.
        C::CosignerName => reads || who == Who::ThisDesk || takes_part,
        C::CosignerEmail | C::CosignerMessage => who == Who::ThisDesk || takes_part,
        C::SignedBy => reads || who == Who::ThisDesk || takes_part || signs,
        // Those who write together see who the others are.
        C::ContributorName | C::ContributorEmail => who == Who::ThisDesk || takes_part,
        C::UnsentSender | C::UnsentReason => who == Who::OtherDesk,
        C::UnsentEmail => who == Who::InvitedBody,
        // The umbrella organisation's own desk; the member itself holds a link of its own.
        C::MemberName | C::MemberEmail | C::MemberMessage | C::MemberText => {
            who == Who::ThisDesk || takes_part
        }
        // Looked over by those who may write there.
        C::WordText => who == Who::ThisDesk || (takes_part && who != Who::Contributor(Take::Reads)),
        // What colleagues write to each other is for nobody else, whatever is sent.
        C::ColleagueNote | C::ApprovedBy => who == Who::ThisDesk || takes_part,
        // Who signs reads the whole text, and whose it is.
        C::SentText | C::SentSender => reads || who == Who::ThisDesk || takes_part || signs,
        C::SentEmail | C::SentReason => reads || who == Who::ThisDesk || takes_part,
        C::SentAdoption | C::ToldAdoption => reads || who == Who::ThisDesk || takes_part,
        // It is shared with whoever writes an answer to the same consultation, as bystanders do here; who has sent it
        // is not.
        C::InvitedText => {
            reads
                || matches!(
                    who,
                    Who::InvitedBody | Who::ThisDesk | Who::OtherDesk | Who::DeskElsewhere
                )
                || takes_part
        }
        C::InvitedSender => reads || who == Who::InvitedBody,
        C::PrivateName | C::LateText | C::LateSender => reads,
        // Staff see who has sent and not confirmed it, and nothing of what.
        C::UnconfirmedSender => reads,
        C::RequestReason | C::RequestAnswer => reads || who == Who::ThisDesk || takes_part,
        // A link to the answer stands in the letter that goes there: whoever coordinates sees that it does.
        C::RequestAddress => {
            matches!(who, Who::ThisDesk | Who::Contributor(Take::Coordinates))
        }
        C::OwnDeadline | C::LateDecision | C::LetterTo | C::LetterReply | C::LetterEvent => reads,
        C::DeciderName => reads || leads_something,
        // Who leads something gives roles on it to others of staff.
        C::StaffName | C::StaffEmail => leads_something,
        C::TokenName => who == Who::Everywhere(Role::Admin),
        C::UnconfirmedText
        | C::UnconfirmedEmail
        | C::UnconfirmedReason
        | C::MinutesText
        | C::LostWho
        | C::SignInWanted
        | C::Subject
        | C::ExportAsked
        | C::ExportName
        | C::ExportFile
        | C::AuditDetail
        | C::Repeated
        | C::Control => false,
    }
}

/// The same of what somebody is given who asks for it: whoever keeps the minutes gets the link to what is written of them.
pub fn may_be_given(canary: Canary, who: Who) -> bool {
    let keeps_minutes =
        matches!(who, Who::Here(role) | Who::Everywhere(role) if role >= Role::Officer);
    may_see(canary, who) || canary == Canary::MinutesText && keeps_minutes
}
